using System.Globalization;
using ClaimsWatch.Core.Programme;
using ClaimsWatch.Documents;
using ClaimsWatch.Notify.StaffFiles;

namespace ClaimsWatch.Notify.Post;

/// <summary>
/// 架電リスト: only people who asked to be called, who were not reached since and did not stop the letters. It carries letter numbers,
/// no name and no phone number: nobody else is ever on a list to be called.
/// </summary>
public static class CallList
{
    /// <summary>Newest wish of each letter that still waits, oldest first.</summary>
    /// <param name="contacts">All contacts.</param>
    /// <param name="stopped">Letters of people to whom nothing is sent any more.</param>
    public static IReadOnlyList<Contact> Of(IEnumerable<Contact> contacts, IReadOnlySet<string> stopped) =>
    [
        .. contacts.GroupBy(contact => contact.LetterId, StringComparer.Ordinal)
            .Where(group => !stopped.Contains(group.Key))
            .Select(group =>
                group.OrderBy(contact => contact.On).ThenBy(contact => contact.Outcome != ContactsFile.CallWanted ? 1 : 0).Last())
            .Where(last => last.Outcome == ContactsFile.CallWanted)
            .OrderBy(contact => contact.On).ThenBy(contact => contact.LetterId, StringComparer.Ordinal),
    ];

    /// <summary>The list as a workbook with empty columns for staff.</summary>
    public static byte[] ToXlsx(IReadOnlyList<Contact> calls) => new Workbook(
    [
        new Sheet(
            Texts.CallSheet, [.. Texts.CallHeaders.Select(header => new Column(header, 18))],
            [
                .. calls.Select(call => (IReadOnlyList<Cell>)
                [
                    Cell.Text(call.LetterId), Cell.Text(call.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    Cell.Text(call.Who),
                    Cell.Text(""), Cell.Text(""), Cell.Text(""),
                ]),
            ]) { Notes = [Texts.CallNote] },
    ]).ToXlsx();
}
