package io.msagent.it.ui;

import java.util.List;
import java.util.Map;

/** Measures what WCAG 2 calls the contrast of each text that is to be seen against what lies behind it. */
final class Contrast {
    /** Colours are drawn on a canvas, so that it is the browser that reads its own notations of them. */
    private static final String SCRIPT = """
            const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
            const drawn = (colours) => {
              canvas.clearRect(0, 0, 1, 1);
              colours.forEach((colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); });
              return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            };
            const luminance = (rgb) => rgb.map((c) => c / 255)
                .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = (node) => {
              const colours = [];
              for (let at = node; at; at = at.parentElement) colours.unshift(getComputedStyle(at).backgroundColor);
              return ["#fff", ...colours];
            };
            const poor = [];
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
              const node = walk.currentNode.parentElement;
              if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest(".unseen, :disabled, noscript")) continue;
              const style = getComputedStyle(node);
              const ground = node.namespaceURI.endsWith("svg")
                  ? [...behind(node), getComputedStyle(node.parentElement.querySelector(".box") ?? node).fill] : behind(node);
              const text = node.namespaceURI.endsWith("svg") ? style.fill : style.color;
              if (node.closest("svg") && !node.matches(".name, .detail")) continue;
              const [a, b] = [luminance(drawn(ground)), luminance(drawn([...ground, text]))].sort((x, y) => y - x);
              const contrast = (a + 0.05) / (b + 0.05);
              if (contrast < arguments[0]) poor.push({text: walk.currentNode.data.trim(), contrast});
            }
            return poor;
            """;

    private Contrast() {}

    /** Texts of less contrast than that, with their contrast. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> below(double least, Chromium browser) {
        return (List<Map<String, Object>>) browser.run(SCRIPT, least);
    }
}
