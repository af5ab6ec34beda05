using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using TA.Casework.Documents;
using TA.Casework.Storage;
using TA.Engagements;
using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>Documents in a blob container do what documents in a folder do.</summary>
[Collection(OnAzurite.Name)]
public sealed class DocumentsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly BlobContainerClient container;
    private readonly BlobContents blobs;

    public DocumentsTests(Azurite azurite)
    {
        var account = AzureAccount.Open(azurite.ConnectionString);
        container = account.GetBlobContainerClient(OnAzurite.NewContainer());
        blobs = new(account, container.Name);
    }

    public void Dispose() => folder.Dispose();

    private IContents Contents(string place) => place == "blobs" ? blobs : new FolderContents(folder.File("documents"));

    [Theory]
    [InlineData("blobs", 300)]
    [InlineData("folder", 300)]
    [InlineData("blobs", 9_000_000)]
    [InlineData("blobs", (int)Limits.DocumentBytes)]
    [InlineData("folder", (int)Limits.DocumentBytes)]
    public async Task A_document_is_kept_under_its_hash_and_read_again_and_the_same_again_succeeds(string place, int length)
    {
        var store = new DocumentStore(Contents(place));
        var pdf = Pdf(length);
        for (var times = 0; times < 2; times++)
        {
            var (kept, fault) = await store.Keep(new MemoryStream(pdf), default);
            Assert.Null(fault);
            Assert.Equal(new KeptDocument(Convert.ToHexStringLower(SHA256.HashData(pdf)), DocumentType.Pdf, length), kept);
            Assert.Equal(pdf, await store.Read(kept!.Sha256, default));
            await using var opened = await store.Open(kept.Sha256, default);
            Assert.Equal(length, opened!.Length);
        }

        Assert.Empty(Directory.GetFiles(Contents(place).Drafts, "*.part"));
    }

    [Theory]
    [InlineData("blobs")]
    [InlineData("folder")]
    public async Task What_is_empty_too_large_or_no_document_is_refused_and_not_kept(string place)
    {
        var store = new DocumentStore(Contents(place));
        Assert.Equal(DocumentFault.Empty, (await store.Keep(new MemoryStream(), default)).Fault);
        Assert.Equal(DocumentFault.TooLarge, (await store.Keep(new MemoryStream(Pdf((int)Limits.DocumentBytes + 1)), default)).Fault);
        Assert.Equal(DocumentFault.OtherType, (await store.Keep(new MemoryStream("plain text"u8.ToArray()), default)).Fault);
        Assert.Null(await store.Open(new string('0', 64), default));
        Assert.Null(await store.Read(new string('0', 64), default));
        Assert.False(await container.ExistsAsync());
        Assert.Empty(Directory.GetFiles(Contents(place).Drafts));
    }

    [Fact]
    public async Task What_is_there_is_never_changed()
    {
        var pdf = Pdf(6_000_000);
        var name = Convert.ToHexStringLower(SHA256.HashData(pdf));
        await container.CreateAsync();
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString("there before"));

        Assert.Equal(name, (await new DocumentStore(blobs).Keep(new MemoryStream(pdf), default)).Kept?.Sha256);
        Assert.Equal("there before", (await container.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString());
    }

    [Fact]
    public async Task Many_who_keep_the_same_at_once_all_succeed_and_the_container_is_not_public()
    {
        var store = new DocumentStore(blobs);
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => store.Keep("Article 1"u8.ToArray(), default)));
        Assert.Single(hashes.Distinct());
        Assert.Single(await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, default).ToListAsync());
        Assert.Equal(PublicAccessType.None, (await container.GetAccessPolicyAsync()).Value.BlobPublicAccess);
    }

    private static byte[] Pdf(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        "%PDF-"u8.CopyTo(bytes);
        return bytes;
    }
}
