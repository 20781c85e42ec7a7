using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using ClaimsWatch.Core.Claims;

namespace ClaimsWatch.Core.Identities;

/// <summary>The fields of an <see cref="Identity"/> as they lie in a record.</summary>
public readonly ref struct IdentityView
{
    // Compiled well at once, as are members: all people are looked at several times before the runtime would do so by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal IdentityView(scoped ref RecordReader reader)
    {
        InsurerNumber = reader.Text();
        Symbol = reader.Text();
        Number = reader.Text();
        Branch = reader.Text();
        Name = reader.Text();
        Kana = reader.Text();
        Sex = (Sex)reader.Int();
        BirthDate = reader.Int();
    }

    /// <inheritdoc cref="Identity.InsurerNumber"/>
    public ReadOnlySpan<byte> InsurerNumber { get; }

    /// <inheritdoc cref="Identity.Symbol"/>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <inheritdoc cref="Identity.Number"/>
    public ReadOnlySpan<byte> Number { get; }

    /// <inheritdoc cref="Identity.Branch"/>
    public ReadOnlySpan<byte> Branch { get; }

    /// <inheritdoc cref="Identity.Name"/>
    public ReadOnlySpan<byte> Name { get; }

    /// <inheritdoc cref="Identity.Kana"/>
    public ReadOnlySpan<byte> Kana { get; }

    /// <inheritdoc cref="Identity.Sex"/>
    public Sex Sex { get; }

    /// <inheritdoc cref="Identity.BirthDate"/>
    public int BirthDate { get; }

    /// <summary>Looks at an identity from its first text on.</summary>
    public static IdentityView Of(ReadOnlySpan<byte> identity)
    {
        var reader = new RecordReader(identity);
        return new IdentityView(ref reader);
    }

    /// <summary>As an object.</summary>
    public Identity ToIdentity() => new(
        Utf8(InsurerNumber), Utf8(Symbol), Utf8(Number), Utf8(Branch), Utf8(Name), Utf8(Kana), Sex, BirthDate);

    internal static string Utf8(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}

/// <summary>The fields of a <see cref="LinkedMember"/> as they lie in a record.</summary>
public readonly ref struct MemberView
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly int _texts;

    /// <summary>Looks at a record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MemberView(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        PersonId = reader.Text();
        Identity = new IdentityView(ref reader);
        AcquiredOn = reader.Int();
        LostOn = reader.Int();
        EndReason = (EndReason)reader.Int();
        _record = record;
        _texts = reader.Position;
    }

    /// <inheritdoc cref="RosterMember.PersonId"/>
    public ReadOnlySpan<byte> PersonId { get; }

    /// <summary>Number, name, sex, birth date.</summary>
    public IdentityView Identity { get; }

    /// <inheritdoc cref="RosterMember.AcquiredOn"/>
    public int AcquiredOn { get; }

    /// <inheritdoc cref="RosterMember.LostOn"/>
    public int LostOn { get; }

    /// <inheritdoc cref="RosterMember.EndReason"/>
    public EndReason EndReason { get; }

    /// <inheritdoc cref="RosterMember.OfficeBranch"/>
    public int OfficeBranch => PersonRecords.IntFromEnd(_record, PersonRecords.OfficeFromEnd);

    /// <inheritdoc cref="LinkedMember.Person"/>
    public long Person => PersonRecords.LongFromEnd(_record, PersonRecords.PersonFromEnd);

    /// <inheritdoc cref="LinkedMember.Household"/>
    public long Household => PersonRecords.LongFromEnd(_record, PersonRecords.HouseholdFromEnd);

    /// <inheritdoc cref="LinkedMember.AsOf"/>
    public int AsOf => PersonRecords.IntFromEnd(_record, PersonRecords.LastFromEnd);

    /// <summary>As an object, with its person.</summary>
    public LinkedMember ToLinked() => new(ToMember(), Person, Household, AsOf);

    /// <summary>As an object.</summary>
    public RosterMember ToMember()
    {
        var rest = new RecordReader(_record[_texts..]);
        return new RosterMember(
            IdentityView.Utf8(PersonId), Identity.ToIdentity(), AcquiredOn, LostOn, EndReason, IdentityView.Utf8(rest.Text()),
            IdentityView.Utf8(rest.Text()), IdentityView.Utf8(rest.Text()), IdentityView.Utf8(rest.Text()), rest.Byte() != 0,
            rest.Byte() != 0, rest.Int());
    }
}

/// <summary>
/// Records of people as the vault has had them since its version 2. What linking finds stands at the end, at a fixed distance, so
/// that it is filled in where it lies.
/// </summary>
public static class PersonRecords
{
    /// <summary>Bytes before the identity in an identity's record: its key.</summary>
    internal const int KeyBytes = 2 * sizeof(ulong);

    internal const int PersonFromEnd = 20;
    internal const int HouseholdFromEnd = 12;
    internal const int LastFromEnd = 4; // how it was found, or the roster's date
    internal const int BirthFromEnd = 24;
    internal const int SexFromEnd = 28;
    internal const int OfficeFromEnd = 24;
    private const int IdentityTexts = 6;
    private const int AddressTexts = 4;
    private const int LinkBytes = 20;

    /// <summary>An identity without anything else.</summary>
    public static ArraySegment<byte> Of(Identity identity)
    {
        var writer = new RecordWriter();
        Write(writer, identity);
        return writer.Written.ToArray();
    }

    /// <summary>Writes an identity with its key; unlinked, with zeros for what linking finds.</summary>
    public static void Write(RecordWriter writer, IdentityKey key, Identity identity)
    {
        writer.Clear();
        writer.Long(unchecked((long)key.High));
        writer.Long(unchecked((long)key.Low));
        Write(writer, identity);
        WriteLink(writer, 0, 0, 0);
    }

    /// <summary>Writes an identity that has found its person.</summary>
    public static void Write(RecordWriter writer, LinkedIdentity linked)
    {
        writer.Clear();
        writer.Long(unchecked((long)linked.Key.High));
        writer.Long(unchecked((long)linked.Key.Low));
        Write(writer, linked.Identity);
        WriteLink(writer, linked.Person, linked.Household, (int)linked.Linkage);
    }

    /// <summary>Writes a member; unlinked, with zeros for what linking finds.</summary>
    public static void Write(RecordWriter writer, RosterMember member) => Write(writer, new LinkedMember(member, 0, 0, 0));

    /// <summary>Writes a member that has found its person.</summary>
    public static void Write(RecordWriter writer, LinkedMember linked)
    {
        var member = linked.Member;
        writer.Clear();
        writer.Text(member.PersonId);
        Write(writer, member.Identity);
        writer.Int(member.AcquiredOn);
        writer.Int(member.LostOn);
        writer.Int((int)member.EndReason);
        writer.Text(member.Relationship);
        writer.Text(member.PostalCode);
        writer.Text(member.Address);
        writer.Text(member.AddressSource);
        writer.Bool(member.RecipientIsPerson);
        writer.Bool(member.Shielded);
        writer.Int(member.OfficeBranch);
        WriteLink(writer, linked.Person, linked.Household, linked.AsOf);
    }

    /// <summary>Adds what linking finds: the end of every record.</summary>
    public static void WriteLink(RecordWriter writer, long person, long household, int last)
    {
        writer.Long(person);
        writer.Long(household);
        writer.Int(last);
    }

    /// <summary>Length of the identity's record that begins here; false if it goes on beyond what is there.</summary>
    public static bool TryMeasureIdentity(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new RecordReader(bytes);
        var whole = reader.TrySkip(0, KeyBytes) && reader.TrySkip(IdentityTexts, (2 * sizeof(int)) + LinkBytes);
        length = reader.Position;
        return whole;
    }

    /// <summary>Length of the member's record that begins here; false if it goes on beyond what is there.</summary>
    public static bool TryMeasureMember(ReadOnlySpan<byte> bytes, out int length)
    {
        var reader = new RecordReader(bytes);
        var whole = reader.TrySkip(1 + IdentityTexts, 5 * sizeof(int))
            && reader.TrySkip(AddressTexts, 2 + sizeof(int) + LinkBytes);
        length = reader.Position;
        return whole;
    }

    /// <summary>A record without what linking finds.</summary>
    public static ReadOnlySpan<byte> Unlinked(ReadOnlySpan<byte> record) => record[..^LinkBytes];

    /// <summary>Pseudonym of any record.</summary>
    public static long PersonOf(ReadOnlySpan<byte> record) => LongFromEnd(record, PersonFromEnd);

    /// <summary>Key of an identity's record.</summary>
    public static IdentityKey KeyOf(ReadOnlySpan<byte> record) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(record), BinaryPrimitives.ReadUInt64LittleEndian(record[sizeof(ulong)..]));

    internal static int IntFromEnd(ReadOnlySpan<byte> record, int distance) =>
        BinaryPrimitives.ReadInt32LittleEndian(record[^distance..]);

    internal static long LongFromEnd(ReadOnlySpan<byte> record, int distance) =>
        BinaryPrimitives.ReadInt64LittleEndian(record[^distance..]);

    internal static void SetLink(Span<byte> record, long person, long household, int last)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record[^PersonFromEnd..], person);
        BinaryPrimitives.WriteInt64LittleEndian(record[^HouseholdFromEnd..], household);
        BinaryPrimitives.WriteInt32LittleEndian(record[^LastFromEnd..], last);
    }

    private static void Write(RecordWriter writer, Identity identity)
    {
        writer.Text(identity.InsurerNumber);
        writer.Text(identity.Symbol);
        writer.Text(identity.Number);
        writer.Text(identity.Branch);
        writer.Text(identity.Name);
        writer.Text(identity.Kana);
        writer.Int((int)identity.Sex);
        writer.Int(identity.BirthDate);
    }
}
