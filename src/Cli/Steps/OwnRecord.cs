using System.Globalization;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Codes;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Letters;

namespace ClaimsWatch.Cli.Steps;

/// <summary>A person's own record of a month, for the sheet that goes with a letter or to a doctor;
/// nothing of it is stored.</summary>
public static class OwnRecord
{
    /// <summary>List of institution names that an office may put into its workspace:
    /// <c>masters/institutions.csv</c>, code and name.</summary>
    public const string InstitutionFile = "masters/institutions.csv";

    private const int PharmacyKind = 4; // 点数表 4 調剤: third digit of the institution's ten-digit code

    /// <summary>Medicines given in a month, by person; nobody is left out.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyList<RecordLine>> Of(Session session,
        IReadOnlyList<long> persons, ClaimMonth month)
    {
        var lines = persons.Distinct().ToDictionary(person => person, _ => new List<RecordLine>());
        var drugs = DrugFile.Load(session);
        var names = Names(session);
        var rows = session.Workspace.OpenStore().ReadMonth(month).Medications;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.Row(i);
            if (!lines.TryGetValue(row.Person, out var own))
            {
                continue;
            }

            var drug = drugs.Find(row.Drug);
            own.Add(new RecordLine(
                row.DispensedOn, row.Institution, KindOf(row.Institution) == PharmacyKind,
                names.GetValueOrDefault(row.Institution, ""),
                drug?.Name ?? row.Drug.ToString(CultureInfo.InvariantCulture), row.Quantity, drug?.Unit ?? "", row.SupplyDays));
        }

        return lines.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<RecordLine>)pair.Value);
    }

    private static Dictionary<long, string> Names(Session session)
    {
        var path = session.Workspace.Paths.At(InstitutionFile);
        var names = new Dictionary<long, string>();
        if (File.Exists(path))
        {
            foreach (var row in CsvText.Read(File.ReadAllText(path)).Where(row => row.Fields.Count >= 2))
            {
                if (long.TryParse(row.Fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                {
                    names[code] = row.Fields[1];
                }
            }
        }

        return names;
    }

    private static long KindOf(long institution) => institution / 10_000_000 % 10;
}
