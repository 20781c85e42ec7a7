using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>What is compared between the arms, each as a sum over person-months at risk (evaluation.md 3).</summary>
public enum Outcome
{
    /// <summary>レセプト件数.</summary>
    Claims,

    /// <summary>
    /// Distinct institutions within a month; over months their person-month mean, not a count of distinct ones.
    /// </summary>
    Institutions,

    /// <summary>Tablets and capsules dispensed (内服薬の錠・カプセル数).</summary>
    DispensedQuantity,
}

/// <summary>Whose numbers a result is about.</summary>
public enum Scope
{
    /// <summary>Both sexes; people of unknown sex are left out (decisions C5).</summary>
    All,

    /// <summary>男.</summary>
    Male,

    /// <summary>女.</summary>
    Female,

    /// <summary>Sex not recorded: only rates, never an effect.</summary>
    Unknown,
}

/// <summary>Stretches of months around a letter.</summary>
public enum Window
{
    /// <summary>The months before the selection month.</summary>
    Pre,

    /// <summary>The selection month t0, in neither PRE nor POST.</summary>
    Selection,

    /// <summary>Between selection and posting, in neither PRE nor POST.</summary>
    Gap,

    /// <summary>From the month of posting.</summary>
    Post,
}

/// <summary>The names used in result ids (evaluation.md 7).</summary>
public static class Names
{
    /// <summary>Outcomes in reporting order.</summary>
    public static IReadOnlyList<Outcome> Outcomes { get; } = [Outcome.Claims, Outcome.Institutions, Outcome.DispensedQuantity];

    /// <summary>Scopes an effect is estimated for.</summary>
    public static IReadOnlyList<Scope> Scopes { get; } = [Scope.All, Scope.Male, Scope.Female];

    /// <summary>Name of an outcome.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Claims => "claims",
        Outcome.Institutions => "institutions",
        _ => "dispensed_quantity",
    };

    /// <summary>Name of a scope.</summary>
    public static string Of(Scope scope) => scope switch
    {
        Scope.All => "all",
        Scope.Male => "male",
        Scope.Female => "female",
        _ => "unknown",
    };

    /// <summary>The scope of one sex.</summary>
    public static Scope ScopeOf(Sex sex) => sex switch { Sex.Male => Scope.Male, Sex.Female => Scope.Female, _ => Scope.Unknown };

    /// <summary>Name of a window.</summary>
    public static string Of(Window window) => window switch
    {
        Window.Pre => "pre",
        Window.Selection => "selection",
        Window.Gap => "gap",
        _ => "post",
    };

    /// <summary>Name of an arm in result ids.</summary>
    public static string OfArm(bool letter) => letter ? "letter" : "control";
}
