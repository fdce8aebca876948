using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Host.Policies;

/// <summary>One type of policy as people choose it.</summary>
/// <param name="Name">Its name in configurations.</param>
/// <param name="ClassName">The name of its class, for where two types bear one name.</param>
/// <param name="Assembly">The name of its assembly: <c>className, assembly</c> tells two classes of one name apart.</param>
/// <param name="Description">What it does.</param>
/// <param name="Category">What it is sorted under.</param>
/// <param name="Example">A configuration that works.</param>
/// <param name="UseCase">When somebody wants it.</param>
/// <param name="Schema">The JSON Schema of its configuration.</param>
/// <param name="Kind">What it is built on: <c>judge</c>, <c>block</c>, <c>text</c>, or <c>policy</c> for whatever else.</param>
/// <param name="IsPlugin">Whether it comes from a plugin.</param>
sealed record PolicyTypeView(
    string Name, string ClassName, string Assembly, string Description, string Category, JsonElement Example, string UseCase, JsonNode Schema, string Kind, bool IsPlugin)
{
    public static PolicyTypeView Of(PolicyDescriptor type) => new(
        type.Name, type.ClassName, type.Assembly.GetName().Name!, type.Description, type.Category, type.Example, type.UseCase, type.Schema.DeepClone(), KindOf(type),
        type.Assembly != typeof(PolicyDescriptor).Assembly);

    static string KindOf(PolicyDescriptor type)
    {
        var known = type.Assembly.GetType(type.ClassName);
        return typeof(JudgePolicy).IsAssignableFrom(known) ? "judge"
            : typeof(BlockPolicy).IsAssignableFrom(known) ? "block"
            : typeof(TextPolicy).IsAssignableFrom(known) ? "text"
            : "policy";
    }
}
