"""Staffing groups: two facilitators and a day for each event, so that as many groups as can be are led.

Plain values in, a plan with its proof out; knows no database. `reading.read` an instance, `plan.plan_for` it,
`checker.faults_of` what came out. Loads numpy and the solver: import it where a plan is made, never at start-up.
"""
