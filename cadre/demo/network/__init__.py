"""The demo network: twelve partners, their schools, sixty facilitators and three intakes of candidates.

Districts, dioceses, qualifications, fees and bank holidays are real; schools, trusts and people are not.
Everything is dated relative to the day it is loaded, and happens through the rooms' own actions.
"""
