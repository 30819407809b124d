"""Who may open what in the admin. What a line does not say, its role may not."""

from fnmatch import fnmatchcase

from tests.roles.addresses import Address

ROLES = {
    "?": "anonymous",
    "0": "without group",
    "E": "Editors",
    "T": "Translators (Russian)",
    "M": "Moderators",
    "R": "Reviewers",
    "A": "Administrators",
    "S": "superuser",
}

# The roles, and the addresses by the resolver's names; the first line that fits one counts. t: what is Russian alone.
MATRIX = """
# The way in and out, and what it needs.
?0ETMRAS  wagtailadmin_login wagtailadmin_password_reset* wagtailadmin_javascript_catalog wagtailadmin_sprite

# Whoever works here has a home, an account, the guide, and the history of what she may see.
..ETMRAS  wagtailadmin_home wagtailadmin_account wagtailadmin_dismissibles guide:*
..ETMRAS  wagtailadmin_reports:site_history*
..ETMRAS  /admin/test404/ wagtailadmin_error_test wagtail_localize:javascript_catalog
# Wagtail's choosers ask for no right: names of what may be chosen, and of pages those that she may see.
..ETMRAS  wagtailadmin_choose_* wagtailadmin_tag_* wagtailembeds:* wagtailadmin_api:*:listing
..ETMRAS  wagtailadmin_api:documents:detail wagtailadmin_api:images:detail wagtail_localize:snippets_api_*
..ETMRAS  wagtailsnippetchoosers_*:choose wagtailsnippetchoosers_*:choose_results wagtailsnippetchoosers_*:chosen*
..ETMRAS  wagtaildocs_chooser:choose* wagtaildocs_chooser:chosen_multiple
..ETMRAS  wagtailimages_chooser:choose* wagtailimages_chooser:chosen_multiple wagtailadmin_workflows:task_cho*
# A list without a page in it, and a question without a title.
..ETMRAS  wagtailadmin_pages:choose_parent *:confirm_workflow_cancellation

# Pages. Editors write, Moderators publish; translators see and write their own tree alone.
..EtM.AS  wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_api:pages:detail
..EtM.AS  wagtailadmin_pages:edit wagtailadmin_pages:preview_on_edit wagtailadmin_pages:view_draft
..EtM.AS  wagtailadmin_pages:history wagtailadmin_pages:history_results wagtailadmin_pages:revisions_index
..EtM.AS  wagtailadmin_pages:revisions_view wagtailadmin_pages:revisions_revert wagtailadmin_pages:revisions_compare
..EtM.AS  wagtailadmin_pages:usage wagtailadmin_pages:copy wagtailadmin_editing_sessions:ping
..ETM.AS  wagtailadmin_explore_root wagtailadmin_pages:search* wagtailadmin_pages:type_use*
..E.M.AS  wagtailadmin_pages:add wagtailadmin_pages:preview_on_add wagtailadmin_pages:add_subpage events_admin:start*
..E.M.AS  events_admin:new* wagtailadmin_pages:workflow_history* wagtailadmin_pages:convert_alias
....M.AS  wagtailadmin_pages:unpublish wagtailadmin_pages:revisions_unschedule wagtailadmin_pages:delete
....M.AS  wagtailadmin_pages:move* wagtailadmin_pages:set_* wagtailadmin_pages:lock wagtailadmin_pages:unlock
....M.AS  wagtailadmin_pages:workflow_action wagtailadmin_pages:collect_workflow_action_data
....M.AS  wagtailadmin_pages:workflow_preview bulk:wagtailcore.page:* events_admin:*_change
# Nothing is done to another's.
..ETMRAS  wagtailadmin_editing_sessions:release

# Translations: read by all who write, written by those of the language, published by Moderators.
..ETM.AS  translation_board wagtail_localize:translations_report* wagtail_localize:update_translations
# Submitting one makes a draft in any language; nothing is published by it.
..ETM.AS  wagtail_localize:submit_*
..EtM.AS  wagtail_localize:edit_* wagtail_localize:*_pofile wagtail_localize:convert_to_alias
..EtM.AS  wagtail_localize:preview_translation translation_workflow:mark_as_read
# Who may publish needs nobody's leave; it was the editor who had submitted what is cancelled.
..Et....  translation_workflow:submit
..E.M.AS  translation_workflow:cancel
....M.AS  wagtail_localize:stop_translation

# Snippets without drafts. Reviewers see for what people apply.
..E.M.AS  wagtailsnippets_home_synonyms:* bulk:home.synonyms:* wagtailredirects:*
..E.MRAS  wagtailsnippets_volunteers_opportunity:list* wagtailsnippets_volunteers_opportunity:inspect
..E.M.AS  wagtailsnippets_volunteers_opportunity:* bulk:volunteers.opportunity:*
# With drafts. An agreement that somebody has given must not go, and there is one organisation.
......AS  *_organisation:delete *_consenttext:delete bulk:home.organisation:* bulk:volunteers.consenttext:*
..ETM.AS  wagtailsnippets_*:list* wagtailsnippets_*:usage wagtailsnippets_*:history* wagtailsnippets_*:revisions_compare
..ETM.AS  wagtailsnippets_*:workflow_history*
..EtM.AS  wagtailsnippets_*:edit wagtailsnippets_*:revisions_revert
..E.M.AS  wagtailsnippets_*:add wagtailsnippets_*:copy wagtailsnippetchoosers_*:create
....M.AS  wagtailsnippets_*:unpublish wagtailsnippets_*:revisions_unschedule wagtailsnippets_*:workflow_action
....M.AS  wagtailsnippets_*:collect_workflow_action_data wagtailsnippets_*:delete
....M.AS  bulk:events.*:delete bulk:volunteers.role:delete bulk:volunteers.applicationform:delete

# Applications. No right to pages reads one.
.....RAS  volunteers_applications:* volunteers_messages:* volunteers_file bulk:volunteers.application:*

# Pictures and documents.
..E.M.AS  wagtailimages:index* wagtailimages:add* wagtailimages:edit* wagtailimages:delete wagtailimages:delete_multiple
..E.M.AS  wagtailimages:preview wagtailimages:image_usage wagtailimages_chooser:chosen wagtailimages_chooser:create
..E.M.AS  wagtailimages_chooser:select_format bulk:home.creditedimage:*
..E.M.AS  wagtaildocs:index* wagtaildocs:add* wagtaildocs:edit* wagtaildocs:delete wagtaildocs:delete_multiple
..E.M.AS  wagtaildocs:document_usage wagtaildocs_chooser:chosen wagtaildocs_chooser:create bulk:home.crediteddocument:*
# Who has uploaded a file goes on with it.
..E.....  wagtailimages:create_multiple_* wagtailimages:delete_upload_multiple
..E.....  wagtaildocs:create_multiple_* wagtaildocs:delete_upload_multiple

# Reports hold what she may edit, or nothing.
..ETM.AS  pictures_report* not_updated_report* holdings_report* exchange:* wagtailadmin_reports:workflow*
..ETM.AS  wagtailadmin_reports:aging_pages* wagtailadmin_reports:page_types_usage*
....M.AS  wagtailadmin_reports:locked_pages*

# The house itself.
......AS  wagtailusers_*:* bulk:auth.user:* wagtailsites:* wagtaillocales:* wagtailadmin_collections:*
......AS  wagtailadmin_workflows:* wagtailsettings:edit

# Nobody: Wagtail's that need more in the query, or something that this site does not have (machines that
# translate, pages published by scripts, signed addresses of pictures, settings to preview, a page of all snippets).
........  wagtailadmin_api:*:find wagtailadmin_api:pages:action wagtailadmin_block_preview
........  wagtail_localize:machine_translate wagtailimages:url_generator* wagtailsettings:preview_on_edit
........  wagtailsnippets:index /admin/nothing-here/
"""


def lines() -> list[tuple[str, list[str]]]:
    split = [line.split() for line in MATRIX.splitlines() if line and not line.startswith("#")]
    return [(roles, patterns) for roles, *patterns in split]


def line_of(name: str) -> tuple[str, str] | None:
    """The roles and the pattern in the first line that fits."""
    fitting = ((roles, pattern) for roles, patterns in lines() for pattern in patterns if fnmatchcase(name, pattern))
    return next(fitting, None)


def should_open(address: Address, letter: str) -> bool:
    roles, _pattern = line_of(address.name)
    return letter in roles or (letter.lower() in roles and address.language.endswith("ru"))
