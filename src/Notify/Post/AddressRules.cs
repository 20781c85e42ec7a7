using ClaimsWatch.Core.Identities;

namespace ClaimsWatch.Notify.Post;

/// <summary>What an address allows (decisions A8: the address is the largest leak).</summary>
public enum AddressVerdict
{
    /// <summary>The person's own.</summary>
    Own,

    /// <summary>Another's (世帯主, 被保険者): the letter to the person's own name, 親展, and never a record sheet.</summary>
    LetterOnly,

    /// <summary>Never: an employer's address, or one whose origin nobody knows.</summary>
    Never,
}

/// <summary>Rules about where addresses come from.</summary>
public static class AddressRules
{
    /// <summary>Address source that is never written to (事業所).</summary>
    public const string Employer = "事業所";

    /// <summary>Known sources: resident register, told by the person, the insured's, the employer's, a reported stay.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["住基", "本人届", "被保険者", Employer, "居所届"];

    /// <summary>What may be sent to an address.</summary>
    public static AddressVerdict Judge(Addressee addressee)
    {
        if (addressee.AddressSource == Employer
            || (addressee.AddressSource.Length > 0 && !Sources.Contains(addressee.AddressSource, StringComparer.Ordinal)))
        {
            return AddressVerdict.Never;
        }

        return addressee.RecipientIsPerson ? AddressVerdict.Own : AddressVerdict.LetterOnly;
    }
}
