using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Conversation;

[Trait("Spec", "I-12")]
[Trait("Spec", "000-10d")]
public sealed class EventTypesSpec
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Assembly Protocol = typeof(ResponseEvent).Assembly;

    static readonly Type[] EventTypes = [.. Protocol.GetExportedTypes().Where(typeof(ResponseEvent).IsAssignableFrom)];

    static readonly Type[] Loose = [typeof(object), typeof(JsonElement), typeof(JsonDocument), typeof(JsonNode), typeof(IDictionary)];

    [Fact]
    public void No_event_nor_what_it_is_made_of_may_hold_loose_JSON() =>
        Reachable(EventTypes).SelectMany(LooseMembers).ShouldBeEmpty();

    [Fact]
    public void What_decodes_and_emits_events_must_take_and_give_typed_values_only() =>
        new[] { typeof(IStreamDecoder), typeof(IResponseEmitter), typeof(WireFrame), typeof(RepairCounts) }.SelectMany(LooseMembers).ShouldBeEmpty();

    [Fact]
    public void Every_event_must_be_a_sealed_immutable_record_that_knows_its_frame() =>
        EventTypes.Where(type => type != typeof(ResponseEvent)).Where(type => !type.IsSealed || Settable(type).Any()).ShouldBeEmpty();

    [Fact]
    public void The_search_must_find_loose_JSON_where_there_is_some() =>
        Reachable([typeof(Message)]).SelectMany(LooseMembers).ShouldNotBeEmpty();

    static HashSet<Type> Reachable(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(roots);
        while (open.TryDequeue(out var type))
            foreach (var next in found.Add(type) ? MemberTypes(type).Select(member => member.Type).Where(x => x.Assembly == Protocol) : [])
                open.Enqueue(next);
        return found;
    }

    static IEnumerable<string> LooseMembers(Type type) =>
        MemberTypes(type).Where(member => Loose.Any(loose => loose == member.Type || (loose != typeof(object) && loose.IsAssignableFrom(member.Type))))
            .Select(member => $"{type.Name}.{member.Name}: {member.Type.Name}");

    // Each type that a public member takes or gives, generic arguments and elements included; Equals(object) is every type's.
    static IEnumerable<(string Name, Type Type)> MemberTypes(Type type) =>
        type.GetMethods(Declared).Where(method => method.Name != nameof(Equals))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).Select(x => (method.Name, Type: x)))
            .Concat(type.GetConstructors().SelectMany(x => x.GetParameters()).Select(parameter => (".ctor", Type: parameter.ParameterType)))
            .Concat(type.GetFields(Declared).Select(field => (field.Name, Type: field.FieldType)))
            .SelectMany(member => Parts(member.Type).Select(part => (member.Item1, part)));

    static IEnumerable<Type> Parts(Type type) =>
        [type, .. type.GetGenericArguments().SelectMany(Parts), .. type.HasElementType ? Parts(type.GetElementType()!) : []];

    static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)));
}
