namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>The shell, by a script and in a terminal.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class ShellSpec(CommandLineHouse house) : IDisposable
{
    const string CtrlC = "\u0003";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-shell-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Lines_of_a_script_must_run_one_after_the_other_and_write_files()
    {
        var file = Path.Combine(_folder.FullName, "out.txt");

        var result = await house.Pbm.ShellAsync("actor system", $"actor hierarchy -d 6 > {file}", "nonsense", $"actor system >> {file}", "exit", "health");

        result.ExitCode.ShouldBe(0, result.Errors);
        result.Output.Split('\n').Length.ShouldBe(2);
        result.Output.ShouldStartWith("akka://");
        (await File.ReadAllTextAsync(file)).ShouldStartWith("/system ");
        (await File.ReadAllLinesAsync(file))[^1].ShouldStartWith("akka://");
    }

    [Fact]
    public async Task A_person_must_be_greeted_complete_with_Tab_come_back_with_an_arrow_and_leave()
    {
        using var terminal = house.Pbm.Start("", inTerminal: true);
        await terminal.WroteAsync($"{house.Gateway.Address.Authority} is ");
        await terminal.WroteAsync("pbm> ");

        await terminal.TypeAsync("he\t\r");
        await terminal.WroteAsync("healthy", times: 2);
        await terminal.TypeAsync("\u001b[A\r");
        await terminal.WroteAsync("healthy", times: 3);
        await terminal.TypeAsync($"nonsense{CtrlC}exit\r");

        (await terminal.ExitedAsync()).ShouldBe(0, terminal.Written);
        terminal.Written.ShouldNotContain("Unrecognized");
    }

    [Fact]
    public async Task Ctrl_C_in_a_shell_must_end_the_line_only()
    {
        using var terminal = house.Pbm.Start("", inTerminal: true);
        await terminal.WroteAsync("pbm> ");
        await terminal.TypeAsync("watch 300ms actor system\r");
        await terminal.WroteAsync("akka://", times: 2);

        await terminal.TypeAsync(CtrlC);
        await terminal.WroteAsync("\u001b[?1049l");
        await terminal.TypeAsync("exit\r");

        (await terminal.ExitedAsync()).ShouldBe(0, terminal.Written);
    }

    [Fact]
    public async Task Top_must_draw_in_place_and_leave_the_terminal_as_it_was()
    {
        using var terminal = house.Pbm.Start("actor top --every 300ms", inTerminal: true);
        await terminal.WroteAsync("BUSY%", times: 3);

        await terminal.TypeAsync(CtrlC);

        (await terminal.ExitedAsync()).ShouldBe(0, terminal.Written);
        terminal.Written.ShouldContain("\u001b[?1049h");
        terminal.Written.TrimEnd().ShouldEndWith("\u001b[?1049l");
    }

    [Fact]
    public async Task A_change_must_be_asked_for_in_a_terminal()
    {
        using var terminal = house.Pbm.Start("policy rollback", inTerminal: true);
        await terminal.WroteAsync("Make active what was before? [y/N] ");

        await terminal.TypeAsync("n\r");

        (await terminal.ExitedAsync()).ShouldBe(2, terminal.Written);
        terminal.Written.ShouldContain("Nothing was changed.");
    }
}
