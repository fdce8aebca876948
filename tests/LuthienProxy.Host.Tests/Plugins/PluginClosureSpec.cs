using System.Reflection;
using LuthienProxy.Host.Plugins;

namespace LuthienProxy.Host.Tests.Plugins;

/// <summary>Which files a plugin gets for what it refers to.</summary>
public sealed class PluginClosureSpec
{
    [Fact]
    public void What_a_dependency_needs_must_be_found_too()
    {
        var files = new[] { File("Plugin", "1.0", "One 1.0"), File("One", "1.0", "Two 1.0"), File("Two", "1.0", "One 1.0"), File("Unneeded", "1.0") };
        Names(PluginClosure.Of(files[0], files)).ShouldBe(["One 1.0", "Two 1.0"]);
    }

    [Fact]
    public void Of_several_versions_the_lowest_that_is_new_enough_must_be_taken()
    {
        var files = new[] { File("Plugin", "1.0", "One 1.5"), File("One", "3.0"), File("One", "2.0"), File("One", "1.0") };
        Names(PluginClosure.Of(files[0], files)).ShouldBe(["One 2.0"]);
    }

    [Fact]
    public void It_must_be_new_enough_for_everyone_who_asks()
    {
        var files = new[] { File("Plugin", "1.0", "One 1.0", "Two 1.0"), File("One", "1.0"), File("One", "2.0"), File("Two", "1.0", "One 2.0") };
        Names(PluginClosure.Of(files[0], files)).ShouldBe(["One 2.0", "Two 1.0"]);
    }

    [Theory]
    [InlineData("One 2.0")]
    [InlineData("One 1.0, PublicKeyToken=b77a5c561934e089")]
    [InlineData("Other 1.0")]
    [InlineData("LuthienProxy.Host 0.1")]
    [InlineData("Serilog 1.0")]
    [InlineData("LuthienProxy.Policies 99.0")]
    [InlineData("System.Text.Json 99.0")]
    public void What_nobody_can_serve_must_be_named(string reference)
    {
        var files = new[] { File("Plugin", "1.0", reference), File("One", "1.0") };
        PluginClosure.Of(files[0], files).Missing.ShouldHaveSingleItem().ShouldContain(reference.Split(' ')[0]);
    }

    [Theory]
    [InlineData("LuthienProxy.Policies 0.1")]
    [InlineData("LuthienProxy.Protocol 0.1")]
    [InlineData("System.Text.Json 8.0")]
    [InlineData("netstandard 2.0")]
    public void The_SDK_and_the_framework_must_be_there_for_all(string reference)
    {
        var files = new[] { File("Plugin", "1.0", reference) };
        PluginClosure.Of(files[0], files).ShouldSatisfyAllConditions(closure => closure.Missing.ShouldBeEmpty(), closure => closure.Dependencies.ShouldBeEmpty());
    }

    static IEnumerable<string> Names(PluginClosure closure)
    {
        closure.Missing.ShouldBeEmpty();
        return closure.Dependencies.Select(file => $"{file.Image.Name.Name} {file.Image.Name.Version!.ToString(2)}").Order(StringComparer.Ordinal);
    }

    static PluginFile File(string name, string version, params string[] references) => new($"{name}.dll", "", [], new(Name($"{name} {version}"), [.. references.Select(Name)]));

    static AssemblyName Name(string text) => text.Split([' '], 2) is [var name, var version] ? new($"{name}, Version={version}") : throw new ArgumentException(text);
}
