"""How Chinese procedural law counts time. Standard library only; nothing here reads a clock.

`calendar` knows rest days, `lengths` and `periods` count, `explain` words what was counted,
`citations` names articles in Chinese, `errors` holds every refusal, `texts` carries messages that
are translated where they are shown.
"""
