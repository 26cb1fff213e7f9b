"""What decides about consent: what a partner's answer allows, whether it covers a proposal, who is offered what."""
