using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>Each stream is a socket, and each socket a descriptor: too few of them would look like a failing target.</summary>
static class Descriptors
{
    // What a .NET process with a server in it has open anyway, and what is on its way to be closed.
    const int Besides = 300;

    /// <summary>Says it plainly when there are too few.</summary>
    /// <exception cref="LoadException">There are.</exception>
    public static void Check(RunSettings settings) => Check(settings, ProcessProbe.DescriptorLimit());

    /// <inheritdoc cref="Check(RunSettings)"/>
    public static void Check(RunSettings settings, long? limit)
    {
        var servesToo = settings.UpstreamPort is not null && !settings.UpstreamProcess;
        var needed = (settings.Plan.Profile.Streams * (servesToo ? 2 : 1)) + Besides;
        if (limit is { } most && most < needed)
            throw new LoadException(ExitStatus.Usage, $"{settings.Plan.Profile.Streams} streams need {needed} descriptors in this process, and it may open {most}. Raise the limit first (ulimit -n {needed}){(servesToo ? ", or put the upstream into a process of its own (--upstream-process)" : "")}. The target needs two for each stream.");
    }
}
