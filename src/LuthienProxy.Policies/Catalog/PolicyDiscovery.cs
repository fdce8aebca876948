using System.Reflection;
using System.Text.Json;

namespace LuthienProxy.Policies.Catalog;

/// <summary>Finds the policies of an assembly without running any code of theirs.</summary>
static class PolicyDiscovery
{
    public static IEnumerable<(PolicyDescriptor? Descriptor, PolicyProblem? Problem)> In(Assembly assembly) =>
        TypesOf(assembly).Where(type => type is { IsClass: true, IsAbstract: false, IsPublic: true } && type.IsAssignableTo(typeof(Policy))).OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Describe);

    static (PolicyDescriptor? Descriptor, PolicyProblem? Problem) Describe(Type type)
    {
        try
        {
            if (type.GetCustomAttribute<PolicyAttribute>() is not { } attribute)
                return Broken(type, "It has no [Policy] attribute.");
            var (constructor, options) = ConstructorOf(type);
            return constructor is null
                ? Broken(type, "It needs one public constructor without parameters, or with one record as its configuration.")
                : (new PolicyDescriptor(attribute, constructor, options), null);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException or InvalidOperationException or TypeLoadException or FileNotFoundException)
        {
            return Broken(type, $"Its description cannot be used ({cause.GetType().Name}).");
        }
    }

    static (ConstructorInfo? Constructor, Type? Options) ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors();
        if (constructors.FirstOrDefault(known => known.GetParameters() is [var only] && !only.ParameterType.IsPrimitive) is { } configured)
            return (configured, configured.GetParameters()[0].ParameterType);
        return (constructors.FirstOrDefault(known => known.GetParameters().Length == 0), null);
    }

    static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            // What does not load is not there; the rest is.
            return [.. partly.Types.OfType<Type>()];
        }
    }

    static (PolicyDescriptor? Descriptor, PolicyProblem? Problem) Broken(Type type, string message) => (null, new(type.FullName ?? type.Name, null, message));
}
