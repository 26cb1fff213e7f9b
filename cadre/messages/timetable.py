"""What the room does as time passes."""

from datetime import timedelta

from cadre.journal import clockwork
from cadre.messages.delivery import take_back_lost

clockwork.register("messages.take_back_lost", take_back_lost, every=timedelta(minutes=1))
