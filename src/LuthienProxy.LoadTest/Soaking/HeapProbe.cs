using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>Has a .NET process of this user collect its garbage, and hears what is left: the runtime does both for whoever may open its diagnostics socket, and the program needs no endpoint for it.</summary>
static class HeapProbe
{
    /// <summary>Beginning a session with this keyword makes the runtime collect everything, once, before it answers.</summary>
    const long CollectEverything = (long)ClrTraceEventParser.Keywords.GCHeapCollect;

    const int SessionMebibytes = 16;

    // Finalizers run after the first collection, what they let go goes with the second, and pools let go by age.
    const int Times = 3;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is alive after a full collection.</summary>
    /// <exception cref="LoadException">The process is none of .NET, not ours, or gone.</exception>
    public static async Task<HeapSample> CollectAsync(int process, CancellationToken stop)
    {
        var sample = default(HeapSample);
        for (var i = 0; i < Times; i++)
            sample = await Task.Run(() => Collect(process), stop).WaitAsync(Patience, stop);
        return sample;
    }

    static HeapSample Collect(int process)
    {
        var client = new DiagnosticsClient(process);
        var provider = new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, (long)ClrTraceEventParser.Keywords.GC | CollectEverything);
        try
        {
            using var session = client.StartEventPipeSession([provider], requestRundown: false, SessionMebibytes);
            using var events = new EventPipeEventSource(session.EventStream);
            var sample = default(HeapSample);
            events.Clr.GCHeapStats += stats =>
            {
                sample = HeapSample.Of(stats);
                _ = Task.Run(session.Stop);
            };
            events.Process();
            return sample;
        }
        catch (Exception cannot) when (cannot is ServerNotAvailableException or ServerErrorException or IOException or TimeoutException or EndOfStreamException)
        {
            throw new LoadException(ExitStatus.Unreachable, $"The heap of process {process} cannot be seen: {cannot.Message}");
        }
    }
}
