using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using LuthienProxy.Pipeline;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Tests.Documents;

/// <summary>What a room offers to the next is typed, and what it throws has one base.</summary>
public sealed class TypedSurfaceSpec
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Assembly[] Rooms = [typeof(IWireFormat).Assembly, typeof(Gateway).Assembly];

    static readonly Type[] Loose = [typeof(object), typeof(JsonNode), typeof(JsonObject), typeof(IDictionary), typeof(Hashtable)];

    [Fact]
    [Trait("Spec", "002-16")]
    [Trait("Spec", "000-53")]
    public void No_public_member_may_take_or_give_an_untyped_value() =>
        Rooms.SelectMany(room => room.GetExportedTypes()).SelectMany(Members).Where(member => Loose.Contains(member.Type)).Select(member => member.Name).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-16c")]
    public void Every_public_exception_must_have_the_one_base_of_its_room() =>
        Rooms.SelectMany(room => room.GetExportedTypes()).Where(typeof(Exception).IsAssignableFrom)
            .Where(type => !typeof(PipelineException).IsAssignableFrom(type) && !typeof(ProtocolException).IsAssignableFrom(type)).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "000-16")]
    public void Assertions_must_be_banned_and_absent()
    {
        var banned = House.Read("BannedSymbols.txt");
        string[] assertions = ["System.Diagnostics.Debug.Assert", "System.Diagnostics.Trace.Assert"];
        assertions.Where(name => !banned.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path) is var text && (text.Contains("Debug.Assert(", StringComparison.Ordinal) || text.Contains("Trace.Assert(", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    // Equals(object) is every type's.
    static IEnumerable<(string Name, Type Type)> Members(Type type) =>
        type.GetMethods(Declared).Where(method => method.Name != nameof(Equals))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts).Select(part => ($"{type.Name}.{method.Name}", part)))
            .Concat(type.GetConstructors().SelectMany(x => x.GetParameters()).SelectMany(parameter => Parts(parameter.ParameterType)).Select(part => ($"{type.Name}.ctor", part)));

    static IEnumerable<Type> Parts(Type type) => type.GetGenericArguments().SelectMany(Parts).Append(type.HasElementType ? type.GetElementType()! : type);
}
