"""What is decided about partners, their people, codes and venues."""

from cadre.partners.rules.codes import code_prefix, refuse_code, refuse_end, refuse_replacement
from cadre.partners.rules.onboarding import Known, Need, needs

__all__ = ["Known", "Need", "code_prefix", "needs", "refuse_code", "refuse_end", "refuse_replacement"]
