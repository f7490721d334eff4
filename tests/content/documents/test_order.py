"""An order of documents: what its files are called."""

import pytest

from content.documents.order import FILES, Order
from tests.dossiers import made_up


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_file_takes_the_name_of_another(language: str) -> None:
    order = Order(dossier=made_up(), language=language)

    assert len({order.name(file) for file in FILES}) == len(FILES)
