using System.Diagnostics;
using LuthienProxy.LoadTest.Commands;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Tests.Measuring;

/// <summary>What is read of processes is what they use.</summary>
[Trait("Spec", "000-56")]
public sealed class ProcessProbeSpec
{
    [Fact]
    public void A_process_must_be_seen_with_what_it_uses()
    {
        using var own = Process.GetCurrentProcess();
        var sample = ProcessProbe.Read(Environment.ProcessId).ShouldNotBeNull();
        sample.Cpu.ShouldBeGreaterThan(TimeSpan.Zero);
        sample.WorkingSet.ShouldBeInRange(own.WorkingSet64 / 2, own.WorkingSet64 * 2);
        sample.Peak.ShouldBeGreaterThanOrEqualTo(sample.WorkingSet);
        sample.Threads.ShouldBeGreaterThan(1);
        sample.Handles.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_child_must_count_as_its_parent()
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat; true"]) { RedirectStandardInput = true, UseShellExecute = false })!;
        await Patiently.UntilAsync(() => ProcessProbe.Read(shell.Id) is { Threads: 2 });
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_process_that_is_gone_must_be_unknown()
    {
        using var child = Process.Start(new ProcessStartInfo("/bin/true"))!;
        child.WaitForExit();
        ProcessProbe.Read(child.Id).ShouldBeNull();
    }

    [Theory]
    [InlineData(1000, null, false, 1300, true)]
    [InlineData(1000, null, false, 1299, false)]
    [InlineData(1000, 0, false, 2299, false)]
    [InlineData(1000, 0, false, 2300, true)]
    [InlineData(1000, 0, true, 1300, true)]
    [InlineData(1000, 0, true, null, true)]
    public void Too_few_descriptors_must_be_told_before_the_run(int streams, int? upstream, bool apart, int? limit, bool isEnough)
    {
        var settings = new RunSettings { Plan = new() { Profile = new(ProfileKind.Steady, streams, TimeSpan.FromSeconds(1)) }, UpstreamPort = upstream, UpstreamProcess = apart };
        var refused = Record.Exception(() => Descriptors.Check(settings, limit)) as LoadException;
        (refused is null).ShouldBe(isEnough);
        (refused?.Status ?? ExitStatus.Usage).ShouldBe(ExitStatus.Usage);
    }

    [Fact]
    public void The_limit_of_this_process_must_be_known() => ProcessProbe.DescriptorLimit().ShouldNotBeNull().ShouldBeGreaterThan(100);
}
