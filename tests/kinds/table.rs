//! The fields of content-model.md, written down by hand: `path`, `path*` if required, `path=a/b` with its choices.

/// Kind, folder, fields.
pub(crate) const KINDS: &[(&str, &str, &str)] = &[
    (
        "event",
        "events",
        "title* start* end duration timezone time=tba repeat repeat.every*=day/week/month/year repeat.interval repeat.on
         repeat.days repeat.until repeat.count rrule skip also change
         status=confirmed/tentative/cancelled/postponed/rescheduled/moved-online status_note previous_start
         type=meetup/workshop/conference/talk/webinar/call/seminar/study-session/office-hours/hackathon/social
         level=beginner/intermediate/advanced/all audience prerequisites place online
         registration registration.url registration.opens registration.closes capacity price
         cfp cfp.url cfp.opens cfp.closes cfp.notify
         sessions sessions.id* sessions.title* sessions.start sessions.duration sessions.end sessions.room sessions.track
         sessions.speakers sessions.resources sessions.resources.title* sessions.resources.url*
         sessions.resources.kind=slides/recording/notes/code/captions sessions.text
         speakers hosts facilitators organizers helpers series sponsors group cohort
         resources resources.title* resources.url* resources.kind=slides/recording/notes/code/captions discussion feedback
         accessibility accessibility.captions accessibility.sign_language accessibility.step_free accessibility.quiet_space
         accessibility.childcare accessibility.contact uid sequence",
    ),
    (
        "resource",
        "resources",
        "title* link type=article/book/course/video/podcast/tool/template/slides/poster/dataset/exercise/community/other
         authors shared_by translators recommended_by recommended_by.who* recommended_by.why
         links links.title links.url* links.kind=slides/recording/notes/code/captions formats
         level=beginner/intermediate/advanced/all languages price license time year doi prerequisites next from
         state=current/outdated/archived checked",
    ),
    (
        "person",
        "people",
        "name* pronouns pronounce headline photo place place.city place.country timezone languages skills interests
         links links.title links.url* roles roles.title* roles.group roles.from roles.to
         can=mentor/coach/speak/volunteer/host-shadowing/review/study-buddy
         seeking=mentor/coach/speak/volunteer/host-shadowing/review/study-buddy
         organization contact contact.via=form/link/forge/alias contact.url listed consent in_memoriam
         mentoring mentoring.status*=open/full/paused/alumni mentoring.topics* mentoring.helps_with
         mentoring.formats=one-off/long-term/group/coaching/shadowing mentoring.capacity mentoring.hours_per_month
         mentoring.levels=beginner/intermediate/advanced/all mentoring.availability mentoring.months
         mentoring.away mentoring.away.from mentoring.away.to mentoring.confirmed* mentoring.booking",
    ),
    (
        "mentor",
        "mentors",
        "mentoring* mentoring.status*=open/full/paused/alumni mentoring.topics* mentoring.helps_with
         mentoring.formats=one-off/long-term/group/coaching/shadowing mentoring.capacity mentoring.hours_per_month
         mentoring.levels=beginner/intermediate/advanced/all mentoring.availability mentoring.months
         mentoring.away mentoring.away.from mentoring.away.to mentoring.confirmed* mentoring.booking",
    ),
    (
        "discussion",
        "discussions",
        "title* author* date* type=question/discussion/announcement/introduction/showcase
         state=open/answered/closed/archived about",
    ),
    (
        "group",
        "groups",
        "title* type*=study-group/chapter/working-group/book-club/interest/association/community
         state=forming/active/resting/retired organizers organizers.who* organizers.from organizers.to
         members members.who* members.from members.to place online timezone meets join join.url join.how join.open goals
         agreements reading reading.resource* reading.week channels channels.name channels.url parent pathway",
    ),
    (
        "pathway",
        "pathways",
        "title* steps* steps.title* steps.kind=read/watch/meet/try/make/show/reflect steps.time steps.text steps.resources steps.events steps.project steps.optional steps.goal
         steps.check level=beginner/intermediate/advanced/all audience goals editors requires badge",
    ),
    (
        "project",
        "projects",
        "title* state*=idea/seeking/active/paused/stopped/finished goals needs needs.role* needs.skills needs.time
         people people.who* people.role start end links links.title links.url* outcome group cohort",
    ),
    (
        "program",
        "programs",
        "title* type*=mentoring/coaching/shadowing/ambassador/fellowship
         applications applications.opens applications.closes applications.mentor_url applications.mentee_url
         audience commitment goals expectations agreement organizers
         matching matching.must matching.weights matching.group_size matching.waitlist",
    ),
    (
        "cohort",
        "cohorts",
        "title* program* start* end* organizers mentors mentees facilitators experts
         pairs pairs.mentors pairs.mentees* pairs.project pairs.goals pairs.rhythm
         pairs.state=seeking/active/finished/ended pairs.show
         milestones milestones.date* milestones.title* milestones.text milestones.url",
    ),
    (
        "opportunity",
        "opportunities",
        "title* type*=shadowing/volunteering/mentoring/speaking/collaboration/study-partner/job/scholarship/membership
         closes start end time paid place online skills seats apply* apply.url apply.contact by group project program",
    ),
    ("thanks", "thanks", "to* date* from about"),
    ("achievement", "achievements", "title* criteria image awards awards.to* awards.date* awards.evidence awards.by about"),
    (
        "organization",
        "organizations",
        "name* type=sponsor/host/association/partner link logo membership membership.how membership.price membership.url",
    ),
    ("news", "news", "title* date* authors pinned"),
    ("page", "pages", "title*"),
];

/// The fields of all kinds.
pub(crate) const COMMON: &str =
    "title summary date updated topics language image related draft publish unpublish aliases slug extra";

/// Kind and field that has a shape, and the fields of the shape.
pub(crate) const SHAPES: &[(&str, &str, &str)] = &[
    ("page", "image", "src* alt* credit"),
    (
        "event",
        "place",
        "name* room address address.street address.city address.region address.postcode address.country lat lon access",
    ),
    ("event", "online", "url label after_registration"),
    (
        "group",
        "meets",
        "id title start* end duration timezone repeat repeat.every*=day/week/month/year repeat.interval repeat.on repeat.days
         repeat.until repeat.count rrule skip also change online place
         resources resources.title* resources.url* resources.kind=slides/recording/notes/code/captions",
    ),
    (
        "event",
        "change",
        "date* note start end duration title place online speakers
         status=confirmed/tentative/cancelled/postponed/rescheduled/moved-online
         resources resources.title* resources.url* resources.kind=slides/recording/notes/code/captions",
    ),
];

/// The fields of `site.yaml`.
pub(crate) const SITE: &str = "title* url* timezone language languages description theme theme.name theme.tokens
    menu menu.label* menu.url* calendar calendar.horizon calendar.keep_cancelled review highlight search page_size
    edit edit.forge edit.repository edit.branch contact code_of_conduct social social.label social.name social.url* privacy
    discussions";

/// The fields of an entry of `topics.yaml`.
pub(crate) const TOPIC: &str = "slug* label description synonyms broader";
