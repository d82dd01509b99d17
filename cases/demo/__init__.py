"""The demo: some 330 stories of clues and cases, told so that the database looks alive on any day.

``data`` holds what the stories are about (failures of organs, wrongs of companies and people,
places, phrases), ``scenes`` what happens in them, ``stories`` how they go,
``plan`` which story happens where and how far it has come, ``fitting`` when it must have begun for
that, ``teller`` performs it. Everything goes through ``perform`` under a moving clock.
"""
