using TA.TestKit;
using Xunit;

namespace TA.Casework.Tests.Storage.Azure;

/// <summary>One Azurite for all tests of the Azure column; each test has containers of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OnAzurite : ICollectionFixture<Azurite>
{
    public const string Name = "Azurite";

    /// <summary>A name that no other test has.</summary>
    public static string NewContainer() => $"t{Guid.NewGuid():n}";
}
