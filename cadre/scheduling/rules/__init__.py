"""Pure decisions of this room: which days may be picked, what is missing before a group is confirmed, who sees what."""
