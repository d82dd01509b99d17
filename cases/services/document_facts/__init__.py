"""The facts of a clue or case as documents are made of them; see ``cases/documents/names.toml``."""

from cases.services.document_facts.service import facts_for

__all__ = ["facts_for"]
