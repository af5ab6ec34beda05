using Xunit;

namespace TA.TestKit;

/// <summary>One site for all tests of a class, which therefore make accounts of their own.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    /// <summary>The site.</summary>
    public RunningSite Site { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => Site = await RunningSite.Start();

    /// <inheritdoc />
    public async Task DisposeAsync() => await Site.DisposeAsync();
}
