"""Forming groups: who sits where, so that as many as can be sit where they wished, and nobody in a group too small.

Plain values in, a plan with its proof out; knows no database. `reading.read` an instance, `plan.plan_for` it,
`checker.faults_of` what came out. Loads numpy and the solver: import it where a plan is made, never at start-up.
"""
