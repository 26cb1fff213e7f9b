from cadre.exports.rules import refuse_another


def test_as_many_as_may_be_are_made_at_once_and_no_more():
    assert [bool(refuse_another(being_made=number, most=3)) for number in range(5)] == [False, False, False, True, True]
    assert refuse_another(being_made=1, most=1) == (
        "1 spreadsheet of yours is being made, and 1 at once is the most. Wait for one, or stop one. Nothing was added."
    )
