//! All problems that Lyceum can report: one line each, the one registry. `explain.md` has a paragraph for each.

use super::Level::{self, Error, Warning};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// What is shown and searched for: `E020`, `W061`.
    pub id: &'static str,
    /// Error or warning.
    pub level: Level,
    /// The problem in a few words.
    pub title: &'static str,
}

macro_rules! codes {
    ($($name:ident $id:literal $level:ident $title:literal)*) => {
        $(#[doc = $title] pub static $name: Code = Code { id: $id, level: $level, title: $title };)*

        /// Every code, sorted by number within its group.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // Files and their form
    NOT_UTF8             "E001" Error   "The file is not UTF-8 text"
    TOO_LARGE            "E002" Error   "The file is too large"
    NO_FRONT_MATTER      "E003" Error   "The front matter is missing"
    FRONT_MATTER_OPEN    "E004" Error   "The front matter is never closed"
    YAML_SYNTAX          "E005" Error   "The YAML cannot be read"
    DUPLICATE_KEY        "E006" Error   "A field is written twice"
    TOO_DEEP             "E007" Error   "The nesting is too deep"
    UNKNOWN_FOLDER       "E008" Error   "No kind has this folder"
    CSV_ROW              "E009" Error   "A table row has the wrong number of cells"
    NOT_FIELDS           "E010" Error   "Here a group of fields is expected"
    BAD_SLUG             "E011" Error   "This is not a slug"
    // Fields and their values
    MISSING_FIELD        "E020" Error   "A required field is missing or empty"
    WRONG_TYPE           "E021" Error   "The value is of the wrong type"
    BAD_DATE             "E023" Error   "The date cannot be read or does not exist"
    BAD_DURATION         "E024" Error   "The duration cannot be read"
    BAD_PRICE            "E025" Error   "The price has no amount or no currency"
    BAD_LANGUAGE         "E026" Error   "This is not a language code"
    BAD_URL              "E027" Error   "This is not a web address"
    BAD_ZONE             "E028" Error   "The time zone is unknown"
    BAD_AVAILABILITY     "E029" Error   "The availability cannot be read"
    IMAGE_WITHOUT_ALT    "E030" Error   "An image has no alt text"
    MISSING_IMAGE        "E031" Error   "The image file is not there"
    UNKNOWN_FIELD        "W020" Warning "The field is unknown"
    UNKNOWN_CHOICE       "W021" Warning "The value is not one of the list"
    ODD_YEAR             "W022" Warning "The year looks like a typing error"
    ZONE_WITHOUT_SUMMER  "W023" Warning "The time zone never has summer time"
    TWO_URLS             "W024" Warning "Two addresses stand in one field"
    OFFSET_NOT_ZONE      "W025" Warning "An offset stands in place of a time zone"
    // Events and their times
    END_BEFORE_START     "E040" Error   "The end is before the start"
    END_AND_DURATION     "E041" Error   "Both end and duration are given"
    DAY_AND_TIME         "E042" Error   "One of start and end has a time, the other has none"
    TIME_GAP             "E043" Error   "The time does not exist that day"
    BAD_RULE             "E044" Error   "The repeat rule cannot be read"
    UNTIL_AND_COUNT      "E045" Error   "Both until and count are given"
    UNTIL_BEFORE_START   "E046" Error   "The series ends before it starts"
    RULE_NEVER           "E047" Error   "The repeat rule never comes true"
    START_OFF_RULE       "E048" Error   "The start is not on its own rule"
    NO_OCCURRENCE        "E049" Error   "The date is no date of the series"
    WITHOUT_REPEAT       "E050" Error   "The field needs a repeat rule"
    SESSION_OUTSIDE      "E051" Error   "A session lies outside its event"
    WEEKDAY_CONTRADICTS  "E052" Error   "The weekday contradicts the date"
    DUPLICATE_SESSION    "E053" Error   "Two sessions have one id"
    NO_TIMEZONE          "E054" Error   "The site has no time zone"
    OFFSET_WITH_REPEAT   "E055" Error   "An offset cannot stand for the time zone"
    TIME_FOLD            "W043" Warning "The time comes twice that day"
    NO_END               "W050" Warning "The series has no end"
    MONTH_END            "W051" Warning "Some months have no such day"
    CANCELLED_IN_TITLE   "W052" Warning "The title says that the event is off"
    REGISTRATION_LATE    "W053" Warning "Registration closes after the end"
    NO_WAY_IN            "W054" Warning "An online event has no way in"
    SHARED_REGISTRATION  "W055" Warning "Two events have one registration address"
    DATES_OVERLAP        "W056" Warning "The dates of a series overlap"
    // References and identity
    UNKNOWN_REFERENCE    "E060" Error   "There is no such item"
    DUPLICATE_SLUG       "E061" Error   "Two items have one slug"
    DUPLICATE_URL        "E062" Error   "Two pages have one address"
    DUPLICATE_UID        "E063" Error   "Two events have one uid"
    CYCLE                "E064" Error   "Items require each other in a ring"
    NOT_A_MEMBER         "E065" Error   "Somebody is in a pair but not in the group"
    ONE_OF               "E066" Error   "One of several fields is needed"
    GUEST_RESEMBLES      "W060" Warning "A guest's name resembles a known person"
    UNKNOWN_TOPIC        "W061" Warning "The topic is not in topics.yaml"
    SIMILAR_TOPICS       "W062" Warning "Two topics are nearly the same"
    STALE                "W063" Warning "Nobody has looked at this for a long time"
    EXPIRED              "W064" Warning "This is over"
    NOT_TRANSLATED       "W065" Warning "A language of the site is missing"
    UNANSWERED           "W066" Warning "A question has no reply"
    // Texts, links and privacy
    DEAD_LINK            "E070" Error   "The link leads to no file"
    EMAIL                "E071" Error   "An e-mail address stands in public content"
    UNSAFE_URL           "E072" Error   "The address could run a script"
    BROKEN_LINK          "E073" Error   "A link of a finished page leads nowhere"
    DEAD_ANCHOR          "W070" Warning "The link leads to no heading"
    HEADING_SKIPPED      "W071" Warning "A heading level is skipped"
    LINK_TEXT            "W072" Warning "The link text says nothing"
    HTML_REMOVED         "W073" Warning "Some HTML was taken out"
    EMPTY_LINK           "W074" Warning "The link has no text"
    TABLE_WITHOUT_HEADS  "W075" Warning "The columns of the table have no names"
    PICTURE_TELLS_PLACE  "W076" Warning "A picture says where it was taken"
    PICTURE_AS_IT_IS     "W077" Warning "A picture is published with all that it tells"
    DEAD_WEB_LINK        "W078" Warning "A link into the web leads to nothing"
    MOVED                "W079" Warning "What a link leads to has moved"
    LOCAL_LINK           "W080" Warning "A link leads to your own computer"
    PHONE                "W081" Warning "A telephone number stands in public content"
    // Discussions
    BAD_REPLY            "E080" Error   "The heading of a reply cannot be read"
    DUPLICATE_REPLY      "E081" Error   "Two replies have one id"
    REPLY_TO_NOTHING     "E082" Error   "A reply answers a reply that is not there"
    REPLY_TOO_EARLY      "E083" Error   "A reply is older than what it answers"
    SECOND_ACCEPTED      "E084" Error   "Two replies are marked as accepted"
    // The site's own machinery
    BAD_KIND             "E090" Error   "A kind file cannot be used"
    BAD_TEMPLATE         "E091" Error   "A template cannot be read"
    TEMPLATE_FAILED      "E092" Error   "A template failed on a page"
    UNKNOWN_THEME        "E093" Error   "The theme is not there"
    BAD_LOCK             "E094" Error   "A lock file cannot be read"
    LOST_URL             "E095" Error   "A published address leads nowhere"
    STALE_LOCK           "W090" Warning "A lock file is out of date"
    LOW_CONTRAST         "W091" Warning "Two colors are hard to tell apart"
}

/// The code with this id, in any case: `e020`.
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter().find(|code| code.id.eq_ignore_ascii_case(id)).copied()
}
