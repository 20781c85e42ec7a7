using ClaimsWatch.Core.Programme;

namespace ClaimsWatch.Store.Ledger;

/// <summary>
/// What may happen once only, refused by the ledger itself so that no step can forget it: one draw and one posting a round, one
/// letter a person and round.
/// </summary>
internal static class OnlyOnce
{
    /// <summary>Throws if the new entry repeats what is in the ledger, or within itself.</summary>
    /// <exception cref="Core.Diagnostics.UserError">It does; exit 7.</exception>
    public static void Check(LedgerFile ledger, NewEntry entry)
    {
        switch (entry.Kind)
        {
            case EntryKinds.Allocation or EntryKinds.Posted when ledger.Has(entry.Kind, entry.Round):
                throw entry.Kind == EntryKinds.Allocation
                    ? Texts.DrawnBefore(ledger.Path, entry.Round)
                    : Texts.PostedBefore(ledger.Path, entry.Round);
            case EntryKinds.Letters:
                var known = ledger.Read<LetterRecord>(EntryKinds.Letters, entry.Round).Select(l => l.Person).ToHashSet();
                if (!entry.Items.OfType<LetterRecord>().All(l => known.Add(l.Person)))
                {
                    throw Texts.LetterBefore(ledger.Path, entry.Round);
                }

                break;
            default:
                break;
        }
    }
}
