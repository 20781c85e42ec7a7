using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;

namespace ClaimsWatch.Evaluate.Panels;

/// <summary>Turns the lines of a panel file into episodes and rows, one reject a line that can't be used.</summary>
internal sealed class PanelRowParser(PanelHeader header, string fileName)
{
    private const int FoundLengthMax = 40;

    private readonly Dictionary<(string Person, string Round), Draft> _drafts = [];
    private readonly List<Reject> _rejects = [];
    private readonly Tallied _tallied = new();
    private readonly HashSet<string> _textColumns = new(StringComparer.Ordinal);

    /// <summary>Takes one line.</summary>
    public void Add(CsvRow row)
    {
        _tallied.RowsIn++;
        if (Problem(row, out var episode, out var month) is { } reject)
        {
            _rejects.Add(reject);
            _tallied.RowsRejected++;
            return;
        }

        var key = (episode!.Person, episode.Round);
        if (!_drafts.TryGetValue(key, out var draft))
        {
            draft = new Draft(episode, row.Line);
            _drafts.Add(key, draft);
        }

        draft.Rows.Add(month!.Month, month);
        _tallied.RowsStored++;
    }

    /// <summary>The panel of everything taken.</summary>
    public PanelReading Finish()
    {
        var notes = new List<Note>();
        var letterMonths = _drafts.Values.Select(d => d.Episode.LetterMonth).Where(m => !m.IsNone).Distinct().ToArray();
        var blanks = _drafts.Values.Count(d => d.Episode.LetterMonth.IsNone);
        // With one round only, a blank means the one letter month there is; with several it means never in a round.
        var fill = letterMonths.Length == 1 ? letterMonths[0] : ClaimMonth.None;
        if (blanks > 0)
        {
            notes.Add(new Note(fill.IsNone ? "never-in-a-round" : "control-month-filled", blanks, fill.ToString()));
        }

        if (_rejects.Count > 0)
        {
            notes.Add(new Note("rows-rejected", _rejects.Count));
        }

        notes.AddRange(header.Extra.Where(_textColumns.Contains).Select(c => new Note("column-not-numeric", 0, c)));
        var covariates = header.Extra.Where(c => !_textColumns.Contains(c)).ToArray();
        var kept = header.Extra.Select((c, i) => (c, i)).Where(x => !_textColumns.Contains(x.c)).Select(x => x.i).ToArray();
        var panel = new Panel(
            _drafts.Values.Select(d => (
                d.Episode.LetterMonth.IsNone ? d.Episode with { LetterMonth = fill } : d.Episode,
                kept.Length == header.Extra.Count ? d.Rows.Values.AsEnumerable()
                    : d.Rows.Values.Select(r => r with { Covariates = [.. kept.Select(i => r.Covariates[i])] }))),
            covariates);
        _tallied.Check();
        return new PanelReading(panel, _rejects, _tallied, notes);
    }

    private Reject? Problem(CsvRow row, out PanelEpisode? episode, out PanelRow? month)
    {
        episode = null;
        month = null;
        if (row.Problem is not null || row.Fields.Count != header.Width)
        {
            return Bad(row, "line", "bad-line", row.Fields.Count.ToString(), row.Problem ?? $"{header.Width} fields");
        }

        if (Key(row) is { } keyProblem)
        {
            return keyProblem;
        }

        var at = MonthOf(header.Get(row, "month"));
        if (Numbers(row, at, out var values, out var days) is { } numberProblem)
        {
            return numberProblem;
        }

        episode = EpisodeOf(row);
        month = new PanelRow(at, values[0], values[1], values[2], days, Covariates(row));
        if (_drafts.TryGetValue((episode.Person, episode.Round), out var draft))
        {
            if (draft.Episode != episode)
            {
                return Bad(row, "person_id", "person-changes", Difference(draft.Episode, episode), $"as on line {draft.Line}");
            }

            if (draft.Rows.ContainsKey(at))
            {
                return Bad(row, "month", "month-twice", at.Value.ToString(), "one row a person, round and month");
            }
        }

        return null;
    }

    private Reject? Key(CsvRow row)
    {
        if (header.Get(row, "person_id").Length == 0)
        {
            return Bad(row, "person_id", "no-person", "", "an id");
        }

        if (header.Get(row, "sex") is not ("0" or "1" or "2") and var sex)
        {
            return Bad(row, "sex", "bad-sex", sex, "1 male, 2 female, 0 unknown");
        }

        if (ArmOf(header.Get(row, "arm")) is null)
        {
            return Bad(row, "arm", "bad-arm", header.Get(row, "arm"), "letter, holdout, control, 1 or 0");
        }

        if (!ClaimMonth.TryParse(header.Get(row, "month"), out _))
        {
            return Bad(row, "month", "bad-month", header.Get(row, "month"), "YYYYMM or YYYY-MM");
        }

        foreach (var name in (string[])["letter_month", "selection_month"])
        {
            if (header.Get(row, name) is { Length: > 0 } text && !ClaimMonth.TryParse(text, out _))
            {
                return Bad(row, name, "bad-month", text, "YYYYMM, YYYY-MM or blank");
            }
        }

        return header.Get(row, "delivered") is not ("" or "0" or "1") and var delivered
            ? Bad(row, "delivered", "bad-flag", delivered, "1, 0 or blank")
            : null;
    }

    private Reject? Numbers(CsvRow row, ClaimMonth at, out double[] values, out int days)
    {
        values = new double[3];
        days = 0;
        var names = (string[])["claims", "institutions", "dispensed_quantity"];
        for (var i = 0; i < names.Length; i++)
        {
            var text = header.Get(row, names[i]);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                || !double.IsFinite(values[i]) || values[i] < 0)
            {
                return Bad(row, names[i], "bad-number", text, "a number, 0 or more");
            }
        }

        var daysText = header.Get(row, "person_days_at_risk");
        if (!double.TryParse(daysText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number != Math.Floor(number) || number < 0 || number > at.Days)
        {
            return Bad(row, "person_days_at_risk", "bad-days", daysText, $"whole days, 0 to {at.Days}");
        }

        days = (int)number;
        return null;
    }

    private PanelEpisode EpisodeOf(CsvRow row)
    {
        var letterMonth = MonthOf(header.Get(row, "letter_month"));
        var selectionMonth = MonthOf(header.Get(row, "selection_month"));
        var sex = header.Get(row, "sex");
        var arm = ArmOf(header.Get(row, "arm"))!.Value;
        var band = header.Get(row, "risk_band");
        var stratum = header.Get(row, "stratum");
        var delivered = header.Get(row, "delivered");
        return new PanelEpisode(
            header.Get(row, "person_id"), header.Get(row, "round"), (Sex)int.Parse(sex), arm, letterMonth, selectionMonth, band,
            stratum.Length > 0 ? stratum : band.Length > 0 ? $"{sex}x{band}" : sex,
            header.Get(row, "household"), arm == Arm.Letter && delivered != "0")
        {
            Version = header.Get(row, "version"),
        };
    }

    private double[] Covariates(CsvRow row)
    {
        var values = new double[header.Extra.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var text = header.Get(row, header.Extra[i]);
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                values[i] = double.NaN;
                if (text.Length > 0)
                {
                    _textColumns.Add(header.Extra[i]);
                }
            }
        }

        return values;
    }

    private static ClaimMonth MonthOf(string text) => ClaimMonth.TryParse(text, out var month) ? month : ClaimMonth.None;

    private static Arm? ArmOf(string text) => text.ToLowerInvariant() switch
    {
        "letter" or "1" => Arm.Letter,
        "holdout" or "control" or "0" => Arm.Holdout,
        _ => null,
    };

    // Names of the fields that differ; never their values, which could identify someone.
    private static string Difference(PanelEpisode a, PanelEpisode b)
    {
        (string Name, bool Same)[] fields =
        [
            ("sex", a.Sex == b.Sex), ("arm", a.Arm == b.Arm), ("letter_month", a.LetterMonth == b.LetterMonth),
            ("selection_month", a.SelectionMonth == b.SelectionMonth), ("risk_band", a.Band == b.Band),
            ("stratum", a.Stratum == b.Stratum), ("household", a.Household == b.Household),
            ("delivered", a.Delivered == b.Delivered), ("version", a.Version == b.Version),
        ];
        return string.Join(' ', fields.Where(f => !f.Same).Select(f => f.Name));
    }

    private Reject Bad(CsvRow row, string field, string code, string found, string expected) =>
        new(fileName, row.Line, field, code, Shown(found), expected);

    // A shifted column could bring a name into any field: only what looks like a code or a number is repeated.
    private static string Shown(string found) =>
        found.Length <= FoundLengthMax && found.All(char.IsAscii) ? found : "***";

    private sealed class Draft(PanelEpisode episode, int line)
    {
        public PanelEpisode Episode { get; } = episode;

        public int Line { get; } = line;

        public Dictionary<ClaimMonth, PanelRow> Rows { get; } = [];
    }
}
