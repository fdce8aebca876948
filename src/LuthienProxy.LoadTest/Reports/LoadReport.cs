using System.Runtime.InteropServices;
using LuthienProxy.LoadTest.Commands;
using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>What a run came to; its JSON is described in docs/load-testing.md. Immutable.</summary>
sealed record LoadReport
{
    /// <summary>The form of this report. A field may be added under the same name; anything else is a new one.</summary>
    public const string Form = "luthien-load/1";

    /// <summary><see cref="Form"/>.</summary>
    public string Schema { get; init; } = Form;

    /// <summary>The run's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether calls were made and none was wrong.</summary>
    public required bool IsClean { get; init; }

    /// <summary>What was to be done.</summary>
    public required PlanPart Plan { get; init; }

    /// <summary>Where it ran.</summary>
    public required MachinePart Machine { get; init; }

    /// <summary>The calls.</summary>
    public required CallsPart Calls { get; init; }

    /// <summary>What went wrong, the most frequent first.</summary>
    public required IReadOnlyList<FailurePart> Failures { get; init; }

    /// <summary>What the target added, and what calls took.</summary>
    public required LatenciesPart Latencies { get; init; }

    /// <summary>The same for each format, streamed and not.</summary>
    public required IReadOnlyList<KindPart> Kinds { get; init; }

    /// <summary>The target's process; null when it was not measured.</summary>
    public required ProcessPart? Target { get; init; }

    /// <summary>This process, whose work shares the machine; null where it cannot be measured.</summary>
    public required ProcessPart? Generator { get; init; }

    /// <summary>How it went on.</summary>
    public required IReadOnlyList<Moment> Course { get; init; }

    /// <summary>The report of a run that is over.</summary>
    public static LoadReport Of(RunSettings settings, Target target, DateTimeOffset began, LoadRun run, Figures figures, Observer observer)
    {
        var calls = CallsPart.Of(run.Calls, figures, observer.UnderLoad);
        return new()
        {
            Name = settings.Plan.Name,
            Began = began,
            Seconds = observer.Elapsed.TotalSeconds,
            IsClean = calls.Failed == 0 && calls.Clean + calls.Left > 0,
            Plan = PlanPart.Of(settings, target),
            Machine = new(RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount),
            Calls = calls,
            Failures = [.. figures.Failures.Select(failure => new FailurePart(Words.Of(failure.Reason), failure.Count, failure.First))],
            Latencies = new(
                LatencyPart.Of(figures.Together(isStreamed: true, kind => kind.FirstToken)),
                LatencyPart.Of(figures.Together(isStreamed: true, kind => kind.Transit)),
                LatencyPart.Of(figures.Together(isStreamed: true, kind => kind.Total)),
                LatencyPart.Of(figures.Together(isStreamed: false, kind => kind.FirstToken)),
                LatencyPart.Of(figures.Together(isStreamed: false, kind => kind.Total))),
            Kinds = [.. figures.Kinds.Select(kind => KindPart.Of(kind.Key, kind.Value))],
            Target = ProcessPart.Of(observer.Target, observer.TargetPeak, figures.Deltas),
            Generator = ProcessPart.Of(observer.Generator, observer.Generator?.Last.Peak ?? 0, figures.Deltas),
            Course = observer.Moments,
        };
    }
}
