namespace LuthienProxy.Host.Tests.Journal;

/// <summary>The embedded default.</summary>
public sealed class SqliteRecordedCallsSpec : RecordedCallsSpec, IDisposable
{
    readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    protected override Task<string> DatabaseAsync() => Task.FromResult($"sqlite:{Path.Combine(_scratch.Path, "calls.db")}");
}
