using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Detect;
using ClaimsWatch.Detect.Score;
using ClaimsWatch.Evaluate.Design;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Review;

namespace ClaimsWatch.Cli.Settings;

/// <summary>Everything in <c>claimswatch.json</c>: the stages' own records, composed. Unknown keys are errors.</summary>
public sealed record WorkspaceSettings
{
    /// <summary>Editor support only.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Whose claims these are.</summary>
    public InsurerSettings Insurer { get; init; } = new();

    /// <summary>Who writes the letters.</summary>
    public Sender Sender { get; init; } = Sender.Sample;

    /// <summary>How often rounds are opened.</summary>
    public ScheduleSettings Schedule { get; init; } = new();

    /// <summary>Rules, exclusions, budget.</summary>
    public DetectSettings Detect { get; init; } = new();

    /// <summary>How a round is drawn; its holdout share is <see cref="DetectSettings.HoldoutShare"/>.</summary>
    public DrawSettings Allocate { get; init; } = new();

    /// <summary>What a holdout must be able to show.</summary>
    public PowerSettings Power { get; init; } = new();

    /// <summary>Named pool of rounds or branches that are analysed together, empty for none (decisions A4).</summary>
    public string PoolId { get; init; } = "";

    /// <summary>Purpose of the letters, and how much harm is borne.</summary>
    public PlanSettings Plan { get; init; } = new();

    /// <summary>Prices for the cost table of the report; 0 leaves it out.</summary>
    public CostSettings Cost { get; init; } = new();

    /// <summary>Cohort, split and judgement of the score.</summary>
    public ScoreSettings Score { get; init; } = new();

    /// <summary>Layout of letters.</summary>
    public LetterSettings Letters { get; init; } = new();

    /// <summary>What is warned of before a day of posting.</summary>
    public PostingSettings Posting { get; init; } = new();

    /// <summary>When a case of 個別支援の検討リスト must have an answer.</summary>
    public FollowUpSettings FollowUp { get; init; } = new();

    /// <summary>Whether the letters of a round must be printed by somebody else than who approved it (<c>letters
    /// --by</c>).</summary>
    public bool DualControl { get; init; }

    /// <summary>Template set: <c>standard</c>, or a folder under <c>templates/</c> of the workspace.</summary>
    public string Template { get; init; } = "standard";

    /// <summary>More than one set to compare wordings (A/B/n), drawn within strata by household;
    /// empty for <see cref="Template"/> alone.</summary>
    public IReadOnlyList<string> TemplateVersions { get; init; } = [];

    /// <summary>Template set of reminders; its kind is <c>reminder</c>.</summary>
    public string ReminderTemplate { get; init; } = "reminder";

    /// <summary>Template set of closing letters; its kind is <c>closing</c>.</summary>
    public string ClosingTemplate { get; init; } = "closing";

    /// <summary>Consultation windows, a CSV file in the workspace.</summary>
    public string Windows { get; init; } = "windows.csv";

    /// <summary>Windows around a letter in the evaluation.</summary>
    public PanelSettings Panel { get; init; } = new();

    /// <summary>Share of a delivery's rows that may be rejected before ingest refuses it (exit 4), 0 to 1.</summary>
    public double MaxRejectedShare { get; init; } = 0.05;

    /// <summary>Least memory that can be asked for, MiB.</summary>
    public const int MemoryMiBMin = 64;

    /// <summary>
    /// Memory for a delivery's receipts and lines, MiB, 64 or more; what exceeds it waits in a sealed file under <c>store/</c>.
    /// The flag
    /// <c>--memory</c> goes before it.
    /// </summary>
    public int MemoryMiB { get; init; } = 1024;

    /// <summary>How long what is kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>Set only in synthetic workspaces.</summary>
    public SyntheticSettings? Synthetic { get; init; }

    /// <summary>Marks for every output (decisions B10); empty for a real office.</summary>
    public IReadOnlyList<string> Marks =>
        Synthetic is null ? [] :
        Synthetic.Enrich == 1 ? ["見本", "synthetic"] : ["見本", "synthetic", $"enrich {Synthetic.Enrich:0.##}"];
}

/// <summary>What a letter costs.</summary>
public sealed record CostSettings
{
    /// <summary>Printing and postage of a letter, yen.</summary>
    public double YenPerLetter { get; init; }

    /// <summary>Minutes of staff a letter (review, printing, calls).</summary>
    public double StaffMinutesPerLetter { get; init; }

    /// <summary>An hour of staff, yen.</summary>
    public double StaffYenPerHour { get; init; }
}

/// <summary>Whose claims.</summary>
public sealed record InsurerSettings
{
    /// <summary>保険者番号, 6 or 8 digits; empty accepts every claim as the client's own.</summary>
    public string Number { get; init; } = "";

    /// <summary>Name, as on letters and papers.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A workspace of invented people.</summary>
public sealed record SyntheticSettings
{
    /// <summary>Seed; the workspace's key is derived from it.</summary>
    public long Seed { get; init; }

    /// <summary>How much rising and high trajectories were multiplied; printed wherever results are.</summary>
    public double Enrich { get; init; } = 1;

    /// <summary>Whether <c>run</c> works on a copy under <c>work/</c>, so that a checkout stays clean.</summary>
    public bool Sample { get; init; }

    /// <summary>Letters count as posted on the day they are printed (demo).</summary>
    public bool PostAutomatically { get; init; }

    /// <summary>The day to work as unless <c>--today</c> says otherwise, YYYY-MM-DD; empty for the real day.</summary>
    public string Today { get; init; } = "";
}
