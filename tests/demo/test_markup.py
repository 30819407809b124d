from demo.markup import rich_text


def page_id(key):
    return {"about": 7}.get(key)


def test_blank_lines_part_paragraphs_and_single_ones_do_not():
    assert rich_text("one\ntwo\n\nthree\n", page_id) == "<p>one two</p><p>three</p>"


def test_hyphens_make_a_list():
    assert rich_text("- one\n- two", page_id) == "<ul><li>one</li><li>two</li></ul>"


def test_bold_and_link_are_marked_up():
    html = rich_text("**So**: [words](page:about)", page_id)

    assert html == '<p><b>So</b>: <a linktype="page" id="7">words</a></p>'


def test_link_to_a_deleted_page_leaves_its_words():
    assert rich_text("[words](page:gone)", page_id) == "<p>words</p>"


def test_markup_in_the_text_is_text():
    assert rich_text("a < b & <i>c</i>", page_id) == "<p>a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;</p>"
