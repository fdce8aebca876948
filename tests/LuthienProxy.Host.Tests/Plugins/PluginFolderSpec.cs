using System.Diagnostics;
using System.Runtime.Versioning;
using LuthienProxy.Host.Plugins;
using LuthienProxy.Host.Settings;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>Who can write what, what lies in the folder besides plugins, and how much of it is read.</summary>
[Trait("Spec", "000-12")]
[UnsupportedOSPlatform("windows")]
public sealed class PluginFolderSpec : IDisposable
{
    const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupWrite;

    readonly PluginShelf _shelf = new();

    public void Dispose() => _shelf.Dispose();

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void An_allow_list_that_others_can_write_must_be_refused(UnixFileMode right)
    {
        _shelf.WriteAllowList();
        File.SetUnixFileMode(_shelf.AllowList, UnixFileMode.UserRead | UnixFileMode.UserWrite | right);
        Refusal().ShouldContain(_shelf.AllowList);
    }

    [Fact]
    public void An_allow_list_that_others_can_replace_must_be_refused()
    {
        File.SetUnixFileMode(_shelf.Scratch("."), Open);
        Refusal().ShouldContain("replace");
    }

    [Fact]
    public void The_same_must_hold_for_the_file_that_a_link_leads_to()
    {
        _shelf.WriteAllowList();
        Directory.CreateDirectory(_shelf.Scratch("elsewhere"));
        File.Move(_shelf.AllowList, _shelf.Scratch("elsewhere/list"));
        File.CreateSymbolicLink(_shelf.AllowList, _shelf.Scratch("elsewhere/list"));
        PluginAssemblies.Load(_shelf.Settings, _shelf).Problems.ShouldBeEmpty();
        File.SetUnixFileMode(_shelf.Scratch("elsewhere"), Open);
        Should.Throw<StartRefusedException>(() => PluginAssemblies.Load(_shelf.Settings, _shelf));
    }

    [Theory]
    [InlineData("plugins/allowed.txt", "plugins")]
    [InlineData("link/allowed.txt", "plugins")]
    [InlineData("plugins/allowed.txt", "link")]
    [InlineData("pointer", "plugins")]
    public void An_allow_list_in_the_folder_of_the_plugins_must_be_refused(string list, string folder)
    {
        File.WriteAllText(_shelf.At("allowed.txt"), "");
        Directory.CreateSymbolicLink(_shelf.Scratch("link"), _shelf.Folder);
        File.CreateSymbolicLink(_shelf.Scratch("pointer"), _shelf.At("allowed.txt"));
        Refusal(new() { AllowList = _shelf.Scratch(list), Directory = _shelf.Scratch(folder) }).ShouldContain("lies in the folder");
    }

    [Fact]
    public void A_folder_that_others_can_write_must_be_warned_of_and_its_plugins_be_loaded()
    {
        File.SetUnixFileMode(_shelf.Folder, Open);
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words).Load().Plugins.ShouldHaveSingleItem();
        _shelf.Lines.Single(line => line.Level == LogLevel.Warning).Line.ShouldContain(_shelf.Folder);
    }

    [Fact]
    public void An_allow_list_or_a_folder_that_is_not_there_must_be_refused()
    {
        Refusal(_shelf.Settings with { AllowList = _shelf.Scratch("none") }).ShouldContain(_shelf.Scratch("none"));
        Refusal(_shelf.Settings with { Directory = _shelf.Scratch("none") }).ShouldContain(_shelf.Scratch("none"));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_must_be_refused()
    {
        File.CreateSymbolicLink(_shelf.Scratch("one"), _shelf.Scratch("other"));
        File.CreateSymbolicLink(_shelf.Scratch("other"), _shelf.Scratch("one"));
        Refusal(_shelf.Settings with { AllowList = _shelf.Scratch("one") }).ShouldContain(_shelf.Scratch("one"));
    }

    [Fact]
    public void A_link_must_be_followed_once_and_what_it_leads_to_be_compared()
    {
        _shelf.With(PluginShelf.Words).With(PluginShelf.Sample).Allowing(PluginShelf.Sample, PluginShelf.Words);
        File.Move(_shelf.At(PluginShelf.Words), _shelf.Scratch("words"));
        File.CreateSymbolicLink(_shelf.At(PluginShelf.Words), _shelf.Scratch("words"));
        _shelf.Load().Plugins.ShouldHaveSingleItem();
        File.WriteAllText(_shelf.Scratch("words"), "something else");
        _shelf.Load().Plugins.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_ordinary_file_must_be_listed_and_not_be_waited_for()
    {
        File.CreateSymbolicLink(_shelf.At("nowhere.dll"), _shelf.Scratch("nowhere"));
        File.CreateSymbolicLink(_shelf.At("device.dll"), "/dev/zero");
        Process.Start("mkfifo", _shelf.At("pipe.dll")).WaitForExit();
        Directory.CreateDirectory(_shelf.At("folder.dll"));
        var loaded = _shelf.Saying($"{new string('a', 64)}  pipe.dll").Load();
        loaded.Problems.Select(problem => problem.Policy).ShouldBe(["device.dll", "nowhere.dll", "pipe.dll"], ignoreOrder: true);
    }

    [Fact]
    public void A_file_must_not_be_read_beyond_what_may_be_held()
    {
        var bytes = new FileInfo(PluginShelf.Built(PluginShelf.Sample)).Length + new FileInfo(PluginShelf.Built(PluginShelf.Words)).Length;
        _shelf.With(PluginShelf.Sample, PluginShelf.Words).Allowing(PluginShelf.Sample, PluginShelf.Words);
        _shelf.Load(_shelf.Settings with { MaxBytes = new(bytes) }).Plugins.ShouldHaveSingleItem();
        _shelf.Load(_shelf.Settings with { MaxBytes = new(bytes - 1) }).Plugins.ShouldBeEmpty();
    }

    [Fact]
    public void Huge_files_that_are_not_allowed_must_not_take_memory()
    {
        using (var huge = File.Create(_shelf.At("huge.dll")))
            huge.SetLength(1L << 40);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _shelf.Load().Problems.ShouldHaveSingleItem().Policy.ShouldBe("huge.dll");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void Only_so_many_files_must_be_looked_at()
    {
        foreach (var index in Enumerable.Range(0, PluginFolder.MostFiles + 5))
            _shelf.With($"{index}.dll", [1]);
        _shelf.Load().Problems.Length.ShouldBe(PluginFolder.MostFiles + 1);
    }

    [Fact]
    public void A_name_that_would_forge_a_line_of_the_log_must_not()
    {
        _shelf.With("a\nPlugin loaded.dll", [1]).Load().Problems.ShouldHaveSingleItem().Policy.ShouldNotContain("\n");
        _shelf.Lines.ShouldAllBe(line => !line.Line.Contains('\n'));
    }

    string Refusal(PluginSettings? settings = null) => Should.Throw<StartRefusedException>(() => _shelf.Load(settings)).Reasons.ShouldHaveSingleItem();
}
