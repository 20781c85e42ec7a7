using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Columns;
using ClaimsWatch.Ingest;
using ClaimsWatch.Ingest.Receipts;
using ClaimsWatch.Store.Vault;
using static ClaimsWatch.Tests.Ingest.ClaimText;

namespace ClaimsWatch.Tests.Ingest;

public sealed class ReceiptNamesTests
{
    private const string Number = "13450607940000030";

    private static readonly byte[] s_key = SHA256.HashData("claimswatch synthetic key 1"u8);

    private static long First63(byte[] hash) => (long)(BinaryPrimitives.ReadUInt64BigEndian(hash) >> 1);

    [Fact]
    public void A_receipt_is_named_by_the_keyed_hash_its_number_is_stored_as()
    {
        var hash = HMACSHA256.HashData(s_key, Encoding.ASCII.GetBytes($"text\u001f{Number}"));

        var (id, key) = ReceiptNames.OfSearchNumber(IdentityVault.Empty(VaultKey.FromSeed(1)), Encoding.ASCII.GetBytes(Number));

        Assert.Equal((First63(hash), BinaryPrimitives.ReadUInt128BigEndian(hash)), (id, key));
        Assert.NotEqual(id,
            ReceiptNames.OfSearchNumber(IdentityVault.Empty(VaultKey.FromSeed(2)), Encoding.ASCII.GetBytes(Number)).Id);
    }

    [Fact]
    public void A_store_begun_without_a_key_goes_on_without_one()
    {
        var vault = IdentityVault.Empty(VaultKey.FromSeed(1));
        vault.KeysReceipts = false;

        Assert.Equal(First63(SHA256.HashData(Encoding.ASCII.GetBytes(Number))),
            ReceiptNames.OfSearchNumber(vault, Encoding.ASCII.GetBytes(Number)).Id);
        Assert.Equal(First63(SHA256.HashData(Encoding.UTF8.GetBytes("a|b"))), ReceiptNames.Of(vault, "a|b"));
        Assert.Equal(First63(SHA256.HashData(Encoding.UTF8.GetBytes("a|b|part|2|1"))), ReceiptNames.OfPart(vault, "a|b", 2, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(506)]
    [InlineData(507)]
    [InlineData(508)]
    [InlineData(5000)]
    public void A_number_of_any_length_has_its_hash(int length)
    {
        var number = Enumerable.Repeat((byte)'7', length).ToArray();

        var (_, key) = ReceiptNames.OfSearchNumber(IdentityVault.Empty(VaultKey.FromSeed(1)), number);

        Assert.Equal(BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(s_key, (byte[])[.. "text\u001f"u8, .. number])),
            key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_receipt_that_comes_again_in_another_file_is_found_either_way(bool keyed)
    {
        var context = Context() with { Pseudonyms = new TestPseudonyms { KeysReceipts = keyed } };
        var (one, two) = (Rows(1), Rows(2));
        var files = new[] { File("11_RECODEINFO_MED.CSV", InsurerFile(one)),
            File("21_RECODEINFO_MED.CSV", InsurerFile(one, two)) };

        var result = Delivery.Read(files, context, MonthRows.Empty, 1);

        long[] expected = [.. new[] { Search(1), Search(2) }.Select(n =>
            keyed ? (long)(ulong)(TestPseudonyms.SearchKey(n) >> 65) : First63(SHA256.HashData(Encoding.ASCII.GetBytes(n))))];
        var month = result.Months[0];
        Assert.Equal(expected.Order(), Enumerable.Range(0, month.Claims.Count).Select(i => month.Claims.Row(i).Receipt).Order());
        Assert.Single(Enumerable.Range(0, month.Receipts.Count),
            i => month.Receipts.Row(i).Status == (int)ReceiptStatus.Duplicate);
    }

    private static List<string> Rows(int search) =>
        [.. Outpatient(Search(search), "202404", "高橋　花子", 2, "19800101", "１２３", "01", code: $"{search}234567")];
}
