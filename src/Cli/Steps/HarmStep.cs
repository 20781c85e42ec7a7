using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Evaluate.Measures;
using ClaimsWatch.Evaluate.Panels;
using ClaimsWatch.Store.Ledger;

namespace ClaimsWatch.Cli.Steps;

/// <summary>Harms of one report compared with their limits.</summary>
/// <param name="Id">Hash of rounds and findings: the same finding on the same rounds needs one signature.</param>
/// <param name="Rounds">Rounds evaluated.</param>
/// <param name="Exceeded">Harm and scope over the limit, such as <c>inpatient.female</c>.</param>
public sealed record HarmCheck(string Id, IReadOnlyList<string> Rounds, IReadOnlyList<string> Exceeded)
{
    /// <summary>From the findings of a report.</summary>
    public static HarmCheck Of(IReadOnlyList<string> rounds, IEnumerable<HarmFinding> findings)
    {
        string[] exceeded = [.. findings.Where(f => f.Exceeded).Select(f => $"{f.Limit.Measure}.{Names.Of(f.Scope)}")];
        var text = string.Join('|', rounds) + "||" + string.Join('|', exceeded);
        return new HarmCheck(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16], rounds, exceeded);
    }
}

/// <summary>A reviewer looked at a harm over its limit and takes responsibility for going on.</summary>
public sealed record HarmReview(string Check, string By, string Reference, DateOnly On);

/// <summary>`outcomes sign`: the signature without which no further round is drawn (decisions A6).</summary>
public static class HarmStep
{
    /// <summary>Refuses while a harm over its limit is not signed; invented people pass, as every gate of a sample
    /// does.</summary>
    /// <exception cref="UserError">Exit 7.</exception>
    public static void RefuseUnsigned(Session session)
    {
        if (!session.Automatic && session.Book.UnsignedHarms is [_, ..] open)
        {
            throw new UserError(
                ExitCode.Refused, $"a harm is over its limit: {string.Join(", ", open.SelectMany(c => c.Exceeded).Distinct())}",
                string.Join(", ", open.SelectMany(c => c.Rounds).Distinct()),
                "read section 7 of report.html, then: claimswatch outcomes sign --by NAME --ref NO");
        }
    }

    /// <summary>Signs everything open.</summary>
    /// <returns>What was signed.</returns>
    /// <exception cref="UserError">Nothing is open.</exception>
    public static IReadOnlyList<HarmCheck> Sign(Session session, string by, string reference)
    {
        var open = session.Book.UnsignedHarms;
        if (open.Count == 0)
        {
            throw new UserError(ExitCode.Input, "no harm over its limit waits for a signature",
                session.Workspace.Paths.Ledger, "nothing to do");
        }

        var run = new RunScope(session, "outcomes-sign");
        run.Commit.Append(NewEntry.Of(EntryKinds.HarmReviews, "",
            open.Select(c => new HarmReview(c.Id, by, reference, session.Today)).ToList()));
        run.Finish(open);
        return open;
    }
}
