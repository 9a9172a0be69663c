"""Organizations by type, and the people whom the sources name."""

from __future__ import annotations

from labkb.model.organization import Organization, Person
from labkb.render.context import LinkView, Site
from labkb.render.entries import (
    Choice,
    EntryRow,
    EntryView,
    anchor_of,
    entries_html,
    group_by,
    rows_of,
    source_row,
    toc_of,
    users_of,
)
from labkb.render.nav import crumbs, look_sidebar
from labkb.render.page import Page
from labkb.render.terms import pinyin_key
from labkb.render.words import ORGANIZATION_TYPES

_ORGANIZATIONS = "organizations.html"
_PEOPLE = "people.html"


def render_organizations(site: Site) -> Page:
    """The organizations."""
    held = [e.value for e in site.graph.family("organization")]
    found = [o for o in held if isinstance(o, Organization)]
    groups = group_by(
        ((ORGANIZATION_TYPES[o.type], _organization(site, o)) for o in found),
        list(ORGANIZATION_TYPES.values()),
    )
    html = entries_html(
        "机构与部门",
        f"{len(found)}个，名称照资料写。每个下面列出它的上级、管的事和写到它的条款。",
        groups,
        unit="个",
        search_label="名称、简称",
        search_hint="例如 校准部、总局",
        choices=[Choice("group", "类型", [g.title for g in groups])],
    )
    return Page(
        _ORGANIZATIONS,
        "机构与部门",
        html,
        toc=toc_of(groups, "个"),
        sidebar=look_sidebar(site, _ORGANIZATIONS),
        section="look",
        crumbs=crumbs(("机构与部门", "")),
    )


def _organization(site: Site, held: Organization) -> EntryView:
    children = (link.source for link in site.graph.incoming(held.id, "parent"))
    staff = (link.source for link in site.graph.incoming(held.id, "organization"))
    rows = rows_of(
        EntryRow("也叫", "、".join(held.aliases)),
        EntryRow("上级", links=site.links([held.parent] if held.parent else [])),
        EntryRow("下设", links=site.links(children)),
        EntryRow("人员", links=site.links(staff)),
        EntryRow("负责", links=_duties(site, held.id, "actors")),
        EntryRow("配合", links=_duties(site, held.id, "partners")),
        EntryRow("发布", links=_of_family(site, held.id, ("document", "reference"), "issuers")),
        EntryRow("要求它的条款", links=_of_family(site, held.id, ("clause",), "actors")),
        EntryRow("有关数字", links=_of_family(site, held.id, ("fact",), "about")),
        source_row(site, held.sources),
    )
    return EntryView(
        anchor_of(held.id),
        held.name,
        note=held.english or "",
        note_lang="en",
        text=held.summary or "",
        rows=rows,
        remarks=held.remarks,
        to_verify=held.to_verify,
        words=" ".join((*held.keywords, pinyin_key(held.name).replace(" ", ""))),
        data=(("group", ORGANIZATION_TYPES[held.type]),),
    )


def _duties(site: Site, entry_id: str, *roles: str) -> list[LinkView]:
    return _of_family(site, entry_id, ("responsibility",), *roles)


def _of_family(
    site: Site, entry_id: str, families: tuple[str, ...], *roles: str, most: int = 10
) -> list[LinkView]:
    """Links to things of some families that point here; requirements count as their clause."""
    found: dict[str, None] = {}
    for link in site.graph.incoming(entry_id, *roles):
        entry = site.graph[link.source]
        if entry.family == "requirement":
            entry = site.graph[entry.parent]
        if entry.family in families:
            found[entry.id] = None
    links = site.links(found)
    return links if len(links) <= most else [*links[:most], LinkView(f"等{len(links)}处", "")]


def render_people(site: Site) -> Page:
    """The people."""
    held = [e.value for e in site.graph.family("person") if isinstance(e.value, Person)]
    held.sort(key=lambda person: pinyin_key(person.name))
    groups = group_by(("资料里写到的人", _person(site, person)) for person in held)
    html = entries_html(
        "人员",
        f"{len(held)}位，职务照资料写，只说明资料所指的那一天。",
        groups,
        unit="位",
        search_label="姓名、职务",
        search_hint="例如 秘书长",
    )
    return Page(
        _PEOPLE,
        "人员",
        html,
        sidebar=look_sidebar(site, _PEOPLE),
        section="look",
        crumbs=crumbs(("人员", "")),
        is_wide=True,
    )


def _person(site: Site, person: Person) -> EntryView:
    offices = []
    for office in person.offices:
        when = f"（{office.stated_on}）" if office.stated_on else ""
        if office.source.cites in site.graph:
            source = site.link(office.source.cites)
            said = LinkView(f"{office.title}{when}", source.url, f"出处：{source.label}")
            offices.append((said, source.label))
    rows = rows_of(
        EntryRow("职务", lines=offices),
        EntryRow("分管", links=_duties(site, person.id, "leaders")),
        EntryRow("负责", links=_duties(site, person.id, "actors")),
        EntryRow("建议", links=_duties(site, person.id, "by")),
        EntryRow("写到的条款", links=users_of(site, person.id, "addressees", most=8)),
    )
    return EntryView(
        anchor_of(person.id),
        person.name,
        rows=rows,
        remarks=person.remarks,
        to_verify=person.to_verify,
        words=" ".join((*person.keywords, pinyin_key(person.name).replace(" ", ""))),
    )
