"""A PDF signed with a procuratorate's certificate (PAdES).

Half a second goes by until pyHanko is imported: this module is, when first something is signed.
"""

import io
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from cases.services.certificates import Certificate

FIELD: Final = "Signature"


def signed(pdf: bytes, certificate: Certificate) -> bytes:
    """The PDF with an invisible signature that allows no change."""
    signer = SimpleSigner.load_pkcs12_data(certificate.content, (), certificate.passphrase)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=certificate.holder,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    output = io.BytesIO()
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), metadata, signer, output=output)
    return output.getvalue()
