"""A kept property is worked out once, and what is known of a record can be handed on."""

from dataclasses import dataclass, field

from transforms.records.kept import kept


@dataclass(frozen=True)
class Page:
    """A record that counts how often it is worked on."""

    asked: list[str] = field(default_factory=list)

    @kept
    def words(self) -> list[str]:
        """The words."""
        self.asked.append("words")
        return ["air", "surut"]


def test_a_kept_property_is_worked_out_when_it_is_first_asked_for_and_never_again() -> None:
    """Nothing is worked out before somebody asks, and the second answer is the very first one."""
    page = Page()
    assert [] == page.asked
    assert page.words is page.words
    assert ["words"] == page.asked


def test_a_kept_property_lies_under_its_name_in_the_record() -> None:
    """What was found can be handed to another record, which then asks for nothing."""
    page, other = Page(), Page()
    assert ["air", "surut"] == page.words
    other.__dict__.update(page.__dict__ | {"asked": other.asked})
    assert page.words is other.words
    assert [] == other.asked
