"""What decides about plans beside the solver: who may sit where, who shares a partner's groups, what has changed."""
