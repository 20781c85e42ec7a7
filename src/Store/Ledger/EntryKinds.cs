namespace ClaimsWatch.Store.Ledger;

/// <summary>Kinds of ledger entries; the views know them by these names. The bodies are the records named.</summary>
public static class EntryKinds
{
    /// <summary>One item a delivered file: <see cref="DeliveredFile"/>.</summary>
    public const string Delivery = "delivery";

    /// <summary>One item a list that was delivered, with its date: roster, opt-outs.</summary>
    public const string Lists = "lists";

    /// <summary>The round as detected: Round.</summary>
    public const string Round = "round";

    /// <summary>One item a person found: Candidate. A later entry of the round replaces the earlier.</summary>
    public const string Candidates = "candidates";

    /// <summary>Attrition, exclusions and what could not be judged, once a round.</summary>
    public const string Detection = "detection";

    /// <summary>One item a staff decision: Decision.</summary>
    public const string Decisions = "decisions";

    /// <summary>The office's approval: Approval.</summary>
    public const string Approval = "approval";

    /// <summary>The analysis plan, registered before the draw: RegisteredPlan.</summary>
    public const string Plan = "plan";

    /// <summary>The frozen draw: Allocation, once a round.</summary>
    public const string Allocation = "allocation";

    /// <summary>One item a person who must not wait (R18 at three prescribers,
    /// say) and is in no comparison: FrozenPerson.</summary>
    public const string AlwaysLetter = "always_letter";

    /// <summary>One item a rendered letter: LetterRecord.</summary>
    public const string Letters = "letters";

    /// <summary>One item a person taken out on the day of print: ExcludedToday.</summary>
    public const string ExcludedToday = "excluded_today";

    /// <summary>One item a person whose letter could not be made: no address, a character that cannot be printed.</summary>
    public const string Unprinted = "unprinted";

    /// <summary>Who printed the letters of a round, by role and name.</summary>
    public const string PrintedBy = "printed_by";

    /// <summary>What staff wrote in 個別支援の検討リスト, one item a person; a later entry of the round replaces the earlier.</summary>
    public const string FollowUp = "followup";

    /// <summary>Letters pulled after printing, by letter id.</summary>
    public const string Pulled = "pulled";

    /// <summary>Day of posting: Posting.</summary>
    public const string Posted = "posted";

    /// <summary>One item a returned letter: Return.</summary>
    public const string Returns = "returns";

    /// <summary>One item a contact: Contact.</summary>
    public const string Contacts = "contacts";

    /// <summary>One item a person who wants no letters: OptOut.</summary>
    public const string OptOuts = "optouts";

    /// <summary>One item an answer to the reply card: SurveyReply.</summary>
    public const string Surveys = "surveys";

    /// <summary>One item a letter of an earlier programme: PastLetter.</summary>
    public const string PastLetters = "past_letters";

    /// <summary>One item a merge or un-merge of two pseudonyms: PersonAlias.</summary>
    public const string Aliases = "aliases";

    /// <summary>The outcomes reported for a round.</summary>
    public const string Outcomes = "outcomes";

    /// <summary>Counts that a report released, for the audit of later ones: Release.</summary>
    public const string Released = "released";

    /// <summary>Harms compared with their limits: HarmCheck.</summary>
    public const string HarmChecks = "harm_checks";

    /// <summary>A named reviewer signed a harm over its limit: HarmReview.</summary>
    public const string HarmReviews = "harm_reviews";

    /// <summary>Files about to be put in place, with hashes: <see cref="Intent"/>.</summary>
    public const string Intent = "intent";

    /// <summary>The intent of that sequence number is in place: <see cref="IntentDone"/>.</summary>
    public const string Done = "done";

    /// <summary>Bodies removed by `erase`: <see cref="ErasedItem"/>, one a body.</summary>
    public const string Erased = "erased";
}
