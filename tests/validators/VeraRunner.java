import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Judges PDF files by the veraPDF engine: {@code veracheck FLAVOUR[,FLAVOUR...] FILE.pdf...}
 *
 * <p>Prints {@code PASS flavour file} or {@code FAIL flavour file}, and under a FAIL one indented
 * line for each broken rule. Exits with 0 when everything passed, 1 when something failed, 2 when
 * the arguments are wrong.
 */
final class VeraRunner {
    /** Failures of one rule that are kept; the count that is printed covers all of them. */
    private static final int KEPT_PER_RULE = 1;

    public static void main(String[] args) {
        if (args.length < 2) {
            usage("one or more flavours and one or more files are needed");
        }
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : args[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                usage("unknown flavour '" + id + "'");
            }
            flavours.add(flavour);
        }
        // The engine logs each damaged object; the verdict below says it already.
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();

        boolean allPassed = true;
        for (int i = 1; i < args.length; i++) {
            for (PDFAFlavour flavour : flavours) {
                allPassed &= passes(args[i], flavour);
            }
        }
        System.exit(allPassed ? 0 : 1);
    }

    private static boolean passes(String path, PDFAFlavour flavour) {
        File file = new File(path);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(flavour, KEPT_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(
                    (result.isCompliant() ? "PASS " : "FAIL ") + flavour.getId() + " " + path);
            printFailures(result);
            return result.isCompliant();
        } catch (Exception e) {
            System.out.println("FAIL " + flavour.getId() + " " + path);
            String why = file.isFile() ? String.valueOf(e.getMessage()) : "no such file";
            System.out.println("    cannot be read: " + oneLine(why));
            return false;
        }
    }

    private static void printFailures(ValidationResult result) {
        Map<RuleId, TestAssertion> samples =
                new TreeMap<>(
                        Comparator.comparing(RuleId::getClause)
                                .thenComparing(RuleId::getTestNumber));
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                samples.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        samples.forEach(
                (rule, sample) -> {
                    String why = sample.getErrorMessage();
                    System.out.printf(
                            "    %s-%d x%d: %s (%s)%n",
                            rule.getClause(),
                            rule.getTestNumber(),
                            result.getFailedChecks().getOrDefault(rule, 1),
                            oneLine(why == null ? sample.getMessage() : why),
                            sample.getLocation().getContext());
                });
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }

    private static void usage(String problem) {
        System.err.println("veracheck: " + problem);
        System.err.println("usage: veracheck FLAVOUR[,FLAVOUR...] FILE.pdf...");
        System.err.println(
                "flavours: " + String.join(" ", new TreeSet<>(PDFAFlavour.getFlavourIds())));
        System.exit(2);
    }
}
