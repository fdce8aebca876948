using System.CommandLine;
using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Verbs;

/// <summary>What somebody reads who knows nothing of it.</summary>
public sealed class HelpSpec
{
    static readonly Command Root = new Typed().Commands.Parse([]).RootCommandResult.Command;

    public static TheoryData<string> Commands => [.. All(Root, []).Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_must_have_a_help_that_names_all_it_takes(string path)
    {
        var command = All(Root, []).Single(command => command.Path == path).Command;
        var person = new Typed();

        (await person.RunAsync($"help {path}")).ShouldBe(0);

        person.Errors.ShouldBeEmpty();
        Parts(command).Where(part => !person.Output.Contains(part.Name, StringComparison.Ordinal)).ShouldBeEmpty();
        Parts(command).Where(part => string.IsNullOrWhiteSpace(part.Description)).ShouldBeEmpty();
        command.Description.ShouldEndWith(".");
    }

    [Fact]
    public void Every_noun_must_have_its_verbs() =>
        Root.Subcommands.Where(noun => noun.Subcommands.Count == 0).Select(noun => noun.Name).ShouldBe(["watch", "health", "replay"], ignoreOrder: true);

    static IEnumerable<Symbol> Parts(Command command) => [.. command.Subcommands, .. command.Options, .. command.Arguments];

    static IEnumerable<(string Path, Command Command)> All(Command command, string[] path) =>
        command.Subcommands.SelectMany(child => All(child, [.. path, child.Name])).Prepend((string.Join(' ', path), command));
}
