using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Notify.StaffFiles;
using ClaimsWatch.Store.Vault;

namespace ClaimsWatch.Cli.Steps;

/// <summary>From an insured number to a pseudonym. Numbers come in files, never on the command line,
/// whose history is kept.</summary>
internal static class InsuredPerson
{
    /// <summary>The one person whose number and birth date fit; zero if nobody or several do:
    /// a guess would be about the wrong person.</summary>
    public static long Find(IdentityVault vault, InsuredKey key)
    {
        var birth = key.BirthDate is { } day ? JapaneseDate.ToNumber(day) : 0;
        var fits = vault.FindByNumber(
            KanaWidth.FoldNumber(key.InsurerNumber), KanaWidth.FoldNumber(key.Symbol), KanaWidth.FoldNumber(key.Number),
            key.Branch, birth);
        return fits.Count == 1 ? fits[0] : 0;
    }

    /// <summary>The person asked for: a pseudonym, or the single row of an opt-out style file.</summary>
    /// <exception cref="UserError">Neither or both are given, or they name nobody, or several people.</exception>
    public static long Asked(Session session, string? pseudonym, string? file)
    {
        if (string.IsNullOrEmpty(pseudonym) == string.IsNullOrEmpty(file))
        {
            throw new UserError(ExitCode.Usage, "name one person", "PERSON",
                "give a pseudonym, or --of FILE with the insured number");
        }

        var vault = session.Workspace.OpenVault();
        if (!string.IsNullOrEmpty(pseudonym))
        {
            var known = long.TryParse(pseudonym, out var id)
                && (vault.Find(id) is not null || session.Workspace.Ledger.About(id).Count > 0);
            return known
                ? session.Book.Aliases.Resolve(id)
                : throw new UserError(ExitCode.Input, $"nobody here has the pseudonym '{pseudonym}'", "PERSON",
                    "copy the number from candidates.xlsx");
        }

        var read = OptOutsFile.Parse(StaffText.Read(file!), Path.GetFileName(file!));
        var row = read.Rows.Count == 1 && read.RowsRejected == 0
            ? read.Rows[0]
            : throw new UserError(
                ExitCode.Input, $"{read.Rows.Count} rows can be used and {read.RowsRejected} can't", file!,
                "write one row, as in an opt-out file");
        var person = row.Insured is { } key
            ? Find(vault, key)
            : session.Book.Letters.FirstOrDefault(l => l.LetterId == row.LetterId)?.Person ?? 0;
        return person != 0
            ? person
            : throw new UserError(ExitCode.Input, "nobody, or more than one person, fits the row", file!, "add 枝番 and 生年月日");
    }
}
