package example;

import dev.nin.UserInputException;
import dev.nin.serving.NotReadyException;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.serving.batching.OverloadedException;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Answers POST /classify with the prediction for the form's file "image", as JSON. */
@RestController
class ImageController {
    private final Predictor predictor;

    ImageController(Predictor predictor) {
        this.predictor = predictor;
    }

    @PostMapping("/classify")
    Prediction classify(@RequestParam MultipartFile image) throws IOException {
        return predictor.predictEncoded(List.of(image.getBytes())).get(0);
    }

    /** The client sent no image that can be read. */
    @ExceptionHandler
    ProblemDetail refuse(UserInputException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    /** There is no model yet, or there are too many requests: a later request may succeed. */
    @ExceptionHandler({NotReadyException.class, OverloadedException.class})
    ProblemDetail postpone(RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }
}
