using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>A second gateway on the same data directory.</summary>
sealed class Neighbour : IAsyncDisposable
{
    readonly Luthien.TestKit.TestKit _kit = new();

    public ScriptedStore Store { get; } = new();

    public Task<Journal> StartAsync(JournalOptions options) => Journal.StartAsync(_kit.Sys, Store, options, new LogTape().For<Journal>());

    public ValueTask DisposeAsync() => _kit.DisposeAsync();
}
