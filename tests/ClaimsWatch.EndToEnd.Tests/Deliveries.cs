namespace ClaimsWatch.EndToEnd.Tests;

/// <summary>A small synthetic workspace of a real office: same files, but its gates are opened by people.</summary>
internal static class Deliveries
{
    /// <summary>Writes files and settings; every gate is human unless <paramref name="sample"/>.</summary>
    public static string Make(string folder, int members, int months, double enrich = 1, bool sample = false)
    {
        Claimswatch.Run(
            folder, "synth", "--out", "office", "--members", $"{members}", "--months", $"{months}", "--seed", "5",
            "--start", "2024-01",
            "--enrich", $"{enrich}", "--quiet").Expect(0);
        var office = Path.Combine(folder, "office");
        if (!sample)
        {
            var settings = Path.Combine(office, "claimswatch.json");
            File.WriteAllText(settings,
                File.ReadAllText(settings).Replace("\"sample\": true", "\"sample\": false", StringComparison.Ordinal));
            Init(folder, office);
        }

        return office;
    }

    /// <summary>Makes a workspace around settings that are there already.</summary>
    public static void Init(string folder, string office)
    {
        var settings = File.ReadAllText(Path.Combine(office, "claimswatch.json"));
        var windows = File.ReadAllText(Path.Combine(office, "windows.csv"));
        File.Delete(Path.Combine(office, "claimswatch.json"));
        Claimswatch.Run(folder, "init", office).Expect(0);
        File.WriteAllText(Path.Combine(office, "claimswatch.json"), settings);
        File.WriteAllText(Path.Combine(office, "windows.csv"), windows);
    }
}
