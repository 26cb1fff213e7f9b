"""Training: how somebody who was accepted becomes a facilitator who may run events.

An event in two parts, half-days that are optional, and who helps to train others. Accreditation is `facilitators`.
"""
